import type { Route } from '../base/answer.ts';
import { commonControl } from '../base/control.ts';
import { Host } from '../base/host.ts';
import { accredibleControl } from './control.ts';
import { failure } from './errors.ts';
import { defaultSwitches, type AccredibleOptions, type AccredibleSwitches } from './options.ts';
import { accrediblePages } from './pages.ts';
import { accountRoutes } from './routes/account.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { credentialRoutes } from './routes/credentials.ts';
import { peopleRoutes } from './routes/people.ts';
import { searchRoutes } from './routes/search.ts';
import { AccredibleState } from './state.ts';

export interface AccredibleSimulator {
  /** Root address, without a trailing slash: the page for people, and `/_sim/` for control. */
  readonly url: string;
  /** The host root with a trailing slash: paths carry their version themselves. */
  readonly apiBaseUrl: string;
  close(): Promise<void>;
}

/**
 * Starts an Accredible of its own on 127.0.0.1: the API under `/v1` and `/v2`, a page for people at `/`, and control
 * under `/_sim/`. There are no webhooks, as there are none at the vendor.
 *
 * @throws RangeError when a fault of the options aims at no known route; the system's error when the port is taken
 */
export async function startAccredibleSimulator(options: AccredibleOptions): Promise<AccredibleSimulator> {
  const switches: AccredibleSwitches = { ...defaultSwitches, ...options };
  const host = new Host(options, (status, message) => failure(switches, status, message));
  const state = new AccredibleState(host, switches, options);
  host.mount(apiRoutes(state, Boolean(options.rateLimit)));
  host.mountControl([
    ...commonControl(host, async (time) => host.clock.advanceTo(time)),
    ...accredibleControl(state),
    ...accrediblePages(state),
  ]);
  await host.start();
  host.save();
  return { url: host.url, apiBaseUrl: `${host.url}/`, close: () => host.close() };
}

function apiRoutes(state: AccredibleState, limited: boolean): Route[] {
  return [
    ...accountRoutes(state),
    ...credentialRoutes(state),
    ...bulkRoutes(state),
    ...searchRoutes(state, limited),
    ...peopleRoutes(state),
  ];
}
