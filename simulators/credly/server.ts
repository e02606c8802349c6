import type { Route } from '../base/answer.ts';
import { commonControl } from '../base/control.ts';
import { Host } from '../base/host.ts';
import { credlyControl } from './control.ts';
import { failure } from './envelope.ts';
import { defaultSwitches, type CredlyOptions, type CredlySwitches } from './options.ts';
import { credlyPages } from './pages.ts';
import { badgeChangeRoutes } from './routes/badge-changes.ts';
import { badgeRoutes } from './routes/badges.ts';
import { eventRoutes } from './routes/events.ts';
import { oauthRoutes } from './routes/oauth.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { templateRoutes } from './routes/templates.ts';
import { CredlyState } from './state.ts';
import { Webhooks } from './webhooks.ts';

export interface CredlySimulator {
  /** Root address, without a trailing slash: the page for people, and `/_sim/` for control. */
  readonly url: string;
  /** Base of the API, with version and trailing slash. */
  readonly apiBaseUrl: string;
  /** Where OAuth clients get their token. */
  readonly oauthTokenUrl: string;
  close(): Promise<void>;
}

/**
 * Starts a Credly of its own on 127.0.0.1: the API under `/v1` (and `/api/v1`, where its page links point), webhooks,
 * a page for people at `/`, and control under `/_sim/`.
 *
 * @throws RangeError when a fault of the options aims at no known route; the system's error when the port is taken
 */
export async function startCredlySimulator(options: CredlyOptions): Promise<CredlySimulator> {
  const switches: CredlySwitches = { ...defaultSwitches, ...options };
  const host = new Host(options, (status, message) => failure(switches.errorShape, status, message));
  const state = new CredlyState(host, switches, options);
  const webhooks = new Webhooks(state, options.webhooks ?? {});
  host.onSaved = () => webhooks.wake();
  host.mount(apiRoutes(state), ['/v1', '/api/v1']);
  host.mountControl([
    ...commonControl(host, (time) => webhooks.advanceTo(time)),
    ...credlyControl(state),
    ...credlyPages(state),
  ]);
  if (switches.oauthHost === 'separate') host.mountApart(oauthRoutes(state));
  else host.mount(oauthRoutes(state), ['', '/v1']);
  await host.start();
  host.save();
  webhooks.wake();
  return {
    url: host.url,
    apiBaseUrl: `${host.url}/v1/`,
    oauthTokenUrl: `${host.urlApart ?? host.url}/oauth/token`,
    close: async () => {
      host.closing.abort();
      await webhooks.close();
      await host.close();
    },
  };
}

function apiRoutes(state: CredlyState): Route[] {
  return [
    ...organizationRoutes(state),
    ...templateRoutes(state),
    ...badgeRoutes(state),
    ...badgeChangeRoutes(state),
    ...eventRoutes(state),
  ];
}
