import { z } from 'zod';
import { json } from '../base/answer.ts';
import type { ControlRoute } from '../base/answer.ts';
import { commonControl } from '../base/control.ts';
import { Host } from '../base/host.ts';
import { overviewPage, section, table } from '../base/page.ts';
import { defaultSwitches, tokenFaults } from './options.ts';
import type { LmsOauthOptions, LmsOauthSwitches } from './options.ts';
import { oauthRoutes } from './routes.ts';
import { LmsOauthState } from './state.ts';

/** A running LMS that people sign in to. */
export interface LmsOauthSimulator {
  /** Root address, without a trailing slash. */
  readonly url: string;
  readonly issuer: string;
  /** JWT_PUBLIC_SIGNING_JWK_SET. */
  readonly jwkSet: { readonly keys: readonly object[] };
  close(): Promise<void>;
}

/**
 * Starts the part of an LMS that others sign in with, on 127.0.0.1: authorize page, token endpoint, logout; control under
 * `/_sim/`.
 *
 * @throws RangeError when a fault of the options aims at no known route; the system's error when the port is taken
 */
export async function startLmsOauthSimulator(options: LmsOauthOptions): Promise<LmsOauthSimulator> {
  const switches: LmsOauthSwitches = { ...defaultSwitches, ...options };
  const host = new Host(options, (status, message) => json(status, { error: message }));
  const state = new LmsOauthState(host, switches, options);
  host.mount(oauthRoutes(state));
  host.mountControl([...commonControl(host, advance(host)), ...control(state), overview(state)]);
  await host.start();
  return { url: host.url, issuer: state.issuer, jwkSet: state.jwkSet(), close: () => host.close() };
}

function advance(host: Host): (time: number) => Promise<void> {
  return (time) => {
    host.clock.advanceTo(time);
    return Promise.resolve();
  };
}

const switchSchema = z.strictObject({
  tokenFault: z.enum(tokenFaults).nullable().optional(),
  autoApprove: z.string().nullable().optional(),
});
const personSchema = z.strictObject({
  userId: z.int().positive().optional(),
  email: z.string().optional(),
  emailVerified: z.boolean().nullable().optional(),
  name: z.string().optional(),
  staff: z.boolean().optional(),
  superuser: z.boolean().optional(),
});

/** What happens in the LMS itself: somebody signs in or out, is renamed, becomes staff. */
function control(state: LmsOauthState): ControlRoute[] {
  return [
    {
      method: 'POST',
      path: '/_sim/switches',
      handle: ({ body }) => {
        const { tokenFault, autoApprove } = switchSchema.parse(body ?? {});
        state.switches = {
          ...state.switches,
          ...(tokenFault !== undefined && { tokenFault }),
          ...(autoApprove !== undefined && { autoApprove }),
        };
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/_sim/people/:username',
      handle: ({ params, body }) => {
        const username = params['username'] ?? '';
        const { userId, email, emailVerified, name, staff, superuser } = personSchema.parse(body ?? {});
        const known = state.people.get(username);
        const person = {
          userId: userId ?? known?.userId ?? state.host.next('people') + 1_000,
          username,
          email: email ?? known?.email ?? `${username}@example.org`,
          ...(emailVerified !== undefined && { emailVerified }),
          name: name ?? known?.name ?? username,
          staff: staff ?? known?.staff ?? false,
          superuser: superuser ?? known?.superuser ?? false,
        };
        state.people.set(username, person);
        return json(200, { person });
      },
    },
  ];
}

function overview(state: LmsOauthState): ControlRoute {
  return {
    method: 'GET',
    path: '/',
    handle: (call) => {
      const rows = [...state.people.values()].map(({ userId, username, name, staff, superuser }) => [
        userId,
        username,
        name,
        superuser ? 'superuser' : staff ? 'staff' : '',
      ]);
      return overviewPage(state.host, call, {
        title: 'Simulated LMS',
        subtitle: `Signs in with ${state.switches.algorithm}.`,
        figures: [
          [state.people.size, 'people'],
          [state.clients.size, 'applications'],
        ],
        sections: [section('People', '', table(['Id', 'Username', 'Name', 'Is'], rows, 'Nobody has an account.'))],
      });
    },
  };
}
