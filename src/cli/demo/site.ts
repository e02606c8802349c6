import { randomBytes } from 'node:crypto';
import { startAccredibleSimulator } from '../../../simulators/accredible/server.ts';
import { startLmsOauthSimulator } from '../../../simulators/lms-oauth/server.ts';
import type { FaultInput } from '../../../simulators/base/faults.ts';
import { startCredlySimulator } from '../../../simulators/credly/server.ts';
import { accredibleAccount, credlyOrganization, scenario } from '../../../simulators/lms/scenario.ts';
import type { Scenario } from '../../../simulators/lms/scenario.ts';
import type { Sites } from '../../../simulators/reconcile.ts';
import type { Closers } from '../../lifecycle.ts';
import { readSettings } from '../../settings.ts';
import type { Settings } from '../../settings.ts';
import { viewSettings } from '../../settings/view.ts';
import type { SettingView } from '../../settings/view.ts';
import { freePort } from './free-port.ts';

/** The simulated world of the demo, and the settings of a Laurel that lives in it. */
export interface DemoSite {
  readonly scenario: Scenario;
  readonly sites: Sites;
  readonly settings: Settings;
  /** The settings as the pages show them. */
  readonly settingViews: readonly SettingView[];
  readonly inboxToken: string;
  /** Root of the part of the simulated LMS that people sign in with. */
  readonly lms: string;
}

/** Where the pages are, unless something else is there. */
const usualPort = 8760;

/**
 * How the providers fail in the demo: now and then, and in the ways that lose or double badges elsewhere. Faults come in a
 * fixed rhythm, so that a short run has them too.
 */
function faultsOf(issueRoute: string): FaultInput[] {
  return [
    { route: issueRoute, kind: 'timeout', when: 'after', every: 41 },
    { route: issueRoute, kind: 'status', status: 503, every: 17 },
    { route: issueRoute, kind: 'reset', when: 'after', every: 67 },
  ];
}

/**
 * Starts the simulated Credly and Accredible.
 *
 * @param directory for the embedded database
 * @param closers take what has to be closed again
 */
export async function openDemoSite(directory: string, seed: number, closers: Closers): Promise<DemoSite> {
  const secret = (): string => randomBytes(20).toString('hex');
  const [credlyToken, accredibleKey, inboxToken] = [secret(), secret(), secret()];
  const parts = scenario({ credlyToken, accredibleKey });
  const credly = await startCredlySimulator({ seed, organizations: [parts.credly], faults: faultsOf('badges.issue') });
  closers.add(() => credly.close());
  const accredible = await startAccredibleSimulator({
    seed,
    accounts: [parts.accredible],
    faults: faultsOf('credentials.create'),
  });
  closers.add(() => accredible.close());
  const port = await freePort(usualPort);
  const oauth = { id: 'laurel', secret: secret() };
  const lms = await startLmsOauthSimulator({
    clients: [{ ...oauth, redirectUris: [`http://localhost:${port}/api/auth/callback/lms`] }],
    people: [],
  });
  closers.add(() => lms.close());
  // Read as an operator's settings are, so that the demo shows a configuration that could be real.
  const environment = {
    LAUREL_DATA_DIRECTORY: directory,
    LAUREL_INBOX_TOKEN: inboxToken,
    LAUREL_INBOX_PORT: '0',
    LAUREL_SECRET: secret(),
    LAUREL_ENCRYPTION_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    LAUREL_HTTP_PORT: String(port),
    SOCIAL_AUTH_EDX_OAUTH2_KEY: oauth.id,
    SOCIAL_AUTH_EDX_OAUTH2_SECRET: oauth.secret,
    SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: lms.url,
    JWT_PUBLIC_SIGNING_JWK_SET: JSON.stringify(lms.jwkSet),
    LAUREL_LMS_JWT_AUDIENCE: 'openedx',
    LAUREL_LOG_LEVEL: 'silent',
    // Simulated outages are short; a real site keeps the defaults.
    LAUREL_DELIVERY_TIMEOUT_SECONDS: '1',
    LAUREL_DELIVERY_LEASE_SECONDS: '5',
    LAUREL_DELIVERY_POLL_SECONDS: '0.2',
    LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.2',
    LAUREL_DELIVERY_RETRY_CAP_SECONDS: '2',
    LAUREL_DELIVERY_RATE_PER_SECOND: '200',
    BADGES_CONFIG: JSON.stringify({
      events: parts.events,
      credly: { CREDLY_API_BASE_URL: credly.apiBaseUrl, ORGANIZATIONS: { [credlyOrganization]: credlyToken } },
      accredible: { ACCREDIBLE_API_BASE_URL: accredible.apiBaseUrl, ACCOUNTS: { [accredibleAccount]: accredibleKey } },
    }),
  };
  return {
    scenario: parts,
    sites: { credly: credly.url, accredible: accredible.url },
    settings: readSettings(environment),
    settingViews: viewSettings(environment),
    inboxToken,
    lms: lms.url,
  };
}
