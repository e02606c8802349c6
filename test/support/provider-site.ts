import { randomBytes } from 'node:crypto';
import type { AccredibleOptions } from '../../simulators/accredible/options.ts';
import { startAccredibleSimulator } from '../../simulators/accredible/server.ts';
import type { AccredibleSimulator } from '../../simulators/accredible/server.ts';
import type { CredlyOptions } from '../../simulators/credly/options.ts';
import { startCredlySimulator } from '../../simulators/credly/server.ts';
import type { CredlySimulator } from '../../simulators/credly/server.ts';
import type { ApiParts } from '../../src/api/parts.ts';
import type { Environment } from '../../src/settings/sources.ts';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from './api.ts';
import type { ApiStage } from './api.ts';
import { SimulatorControl } from './simulator.ts';

/** Organizations of the simulated Credly; the keys of its templates end in the number. */
export const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
export const otherOrganization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a02';
export const credlyKey = 'credly-key-of-one';
export const otherCredlyKey = 'credly-key-of-two';
export const accredibleKey = 'accredible-key-of-main';
export const credlyTemplate = (number: number): string => `5b0f7a52-1f0e-4c7e-8a53-${String(number).padStart(12, '0')}`;

export const encryptionKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** A site that is connected to nobody yet, beside a Credly and an Accredible that it can reach. */
export interface ProviderSite extends Providers {
  readonly api: ApiStage;
}

export interface SiteOptions {
  /** How many templates each account has. */
  readonly templates?: number;
  readonly credly?: Partial<CredlyOptions>;
  readonly accredible?: Partial<AccredibleOptions>;
  /** Keys in the settings. */
  readonly organizations?: Readonly<Record<string, string>>;
  readonly accounts?: Readonly<Record<string, string>>;
  readonly encryptionKeys?: string | null;
  readonly environment?: Environment;
  readonly parts?: Partial<ApiParts>;
}

/** A Credly and an Accredible, and the settings by which a site reaches them. */
export interface Providers {
  readonly credly: CredlySimulator;
  readonly credlyControl: SimulatorControl;
  readonly accredible: AccredibleSimulator;
  readonly accredibleControl: SimulatorControl;
  /** The settings of the site, for commands and other processes on it. */
  readonly environment: Environment;
  close(): Promise<void>;
}

export async function startProviders(options: Omit<SiteOptions, 'parts'> = {}): Promise<Providers> {
  const { templates = 2, organizations = {}, accounts = {} } = options;
  const numbers = Array.from({ length: templates }, (_, index) => index + 1);
  const credly = await startCredlySimulator({
    auth: 'strict',
    organizations: [
      {
        id: organization,
        name: 'One',
        tokens: [credlyKey],
        templates: numbers.map((number) => ({ id: credlyTemplate(number), name: `Badge ${number}` })),
      },
      {
        id: otherOrganization,
        name: 'Two',
        tokens: [otherCredlyKey],
        templates: [{ id: credlyTemplate(9_001), name: 'Badge of two' }],
      },
    ],
    ...options.credly,
  });
  const accredible = await startAccredibleSimulator({
    auth: 'strict',
    accounts: [{ name: 'main', keys: [accredibleKey], groups: numbers.map((id) => ({ id, name: `group ${id}` })) }],
    ...options.accredible,
  });
  const encryptionKeys = options.encryptionKeys === undefined ? encryptionKey('k1') : options.encryptionKeys;
  const environment: Environment = {
    BADGES_CONFIG: JSON.stringify({
      credly: { CREDLY_API_BASE_URL: credly.apiBaseUrl, ORGANIZATIONS: organizations },
      accredible: { ACCREDIBLE_API_BASE_URL: accredible.apiBaseUrl, ACCOUNTS: accounts },
    }),
    ...(encryptionKeys === null ? {} : { LAUREL_ENCRYPTION_KEYS: encryptionKeys }),
    // What takes minutes in production takes milliseconds here.
    LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.01',
    LAUREL_DELIVERY_RETRY_CAP_SECONDS: '0.05',
    LAUREL_DELIVERY_RATE_PER_SECOND: '1000',
    LAUREL_DELIVERY_TIMEOUT_SECONDS: '2',
    LAUREL_DELIVERY_LEASE_SECONDS: '5',
    ...options.environment,
  };
  return {
    credly,
    credlyControl: new SimulatorControl(credly.url),
    accredible,
    accredibleControl: new SimulatorControl(accredible.url),
    environment,
    close: async () => {
      await credly.close();
      await accredible.close();
    },
  };
}

export async function stageSite(
  database: Database,
  { parts = {}, ...options }: SiteOptions = {},
): Promise<ProviderSite> {
  const providers = await startProviders(options);
  const api = await stageApi(database, { environment: providers.environment, ...parts });
  return {
    ...providers,
    api,
    close: async () => {
      await providers.close();
      await api.close();
    },
  };
}

/** Connects an account as an admin does. */
export async function connect(
  { api }: Pick<ProviderSite, 'api'>,
  origin: 'credly' | 'accredible',
  account: string,
  apiKey: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const body = { origin, account, name: `Our ${origin}`, apiKey, ...more };
  const answer = await api.send('admin', 'POST', '/api/v1/connections', { body });
  if (answer.status !== 201) throw new Error(answer.text);
}

/** Empties all tables that the connections have to do with. */
export async function emptyConnections(database: Database): Promise<void> {
  await database.query(
    `TRUNCATE connection, connection_test, account_name, sync_job, provider_account, audit, credly_webhook_event, badge, history,
              learner, badge_template, badge_template_version, outbox CASCADE`,
  );
}
