import { createHash } from 'node:crypto';
import { json, Refusal } from '../base/answer.ts';
import type { Answer, Call, Route } from '../base/answer.ts';
import { html } from '../base/html.ts';
import { notePage } from '../base/page.ts';
import { wordFrom } from '../base/random.ts';
import { fieldsOf, textOf } from '../base/values.ts';
import type { ClientOptions } from './options.ts';
import type { Grant, LmsOauthState } from './state.ts';
import { accessToken } from './tokens.ts';

const defaultScopes = ['user_id', 'profile', 'email'];
const codeLifetimeMs = 60_000;

/** OAuth 2.0 as django-oauth-toolkit serves it in the LMS: no discovery document, no id token. */
export function oauthRoutes(state: LmsOauthState): Route[] {
  return [
    { name: 'oauth2.authorize', method: 'GET', path: '/oauth2/authorize', handle: (call) => authorize(state, call) },
    { name: 'oauth2.allow', method: 'GET', path: '/oauth2/allow', handle: (call) => allow(state, call) },
    { name: 'oauth2.token', method: 'POST', path: '/oauth2/access_token', handle: (call) => issueToken(state, call) },
    { name: 'logout', method: 'GET', path: '/logout', handle: (call) => logout(state, call) },
  ];
}

/** Asks who it is and whether they allow it, or goes on by itself where that is switched on. */
function authorize(state: LmsOauthState, call: Call): Answer {
  const { query } = call;
  const client = clientOf(state, query);
  const back = (answer: Readonly<Record<string, string>>): Answer => leadBack(query, answer);
  if (query['response_type'] !== 'code') return back({ error: 'unsupported_response_type' });
  const allowed = client.scopes ?? defaultScopes;
  if (!scopesOf(query).every((scope) => allowed.includes(scope))) return back({ error: 'invalid_scope' });
  const challenged = query['code_challenge'] !== undefined && query['code_challenge_method'] === 'S256';
  if (state.switches.pkce === 'required' && !challenged) return back({ error: 'invalid_request' });
  if (state.switches.autoApprove !== null) return grant(state, query, state.switches.autoApprove);
  const link = (who: string): string => `/oauth2/allow?${new URLSearchParams({ ...query, who }).toString()}`;
  return notePage(
    200,
    'Sign in to the simulated LMS',
    html`<p>${client.id} would like to know who you are.</p>
      <ul>
        ${[...state.people.values()].map(
          ({ username, name }) => html`<li><a href="${link(username)}">Continue as ${name}</a></li>`,
        )}
      </ul>
      <p><a href="${link('')}">Refuse</a></p>`,
  );
}

/** What the page leads to: somebody allows it, or refuses. */
function allow(state: LmsOauthState, { query }: Call): Answer {
  clientOf(state, query);
  const { who = '', ...asked } = query;
  return who === '' ? leadBack(asked, { error: 'access_denied' }) : grant(state, asked, who);
}

function grant(state: LmsOauthState, query: Readonly<Record<string, string>>, username: string): Answer {
  if (!state.people.has(username)) throw new Refusal(json(404, { error: 'nobody has this username' }));
  const code = wordFrom(30, 'code', query['client_id'] ?? '', state.host.next('codes'));
  state.grants.set(code, {
    clientId: query['client_id'] ?? '',
    username,
    redirectUri: query['redirect_uri'] ?? '',
    scopes: scopesOf(query),
    codeChallenge: query['code_challenge'] ?? null,
    expiresAt: state.host.clock.now() + codeLifetimeMs,
  });
  return leadBack(query, { code });
}

/** Trades a code for a token, once. Without `token_type=jwt` the token says nothing. */
function issueToken(state: LmsOauthState, call: Call): Answer {
  const fields = fieldsOf(call.body);
  if (fields['grant_type'] !== 'authorization_code') return json(400, { error: 'unsupported_grant_type' });
  const client = state.clients.get(textOf(fields['client_id']) ?? '');
  if (!client || client.secret !== fields['client_secret']) return json(401, { error: 'invalid_client' });
  const code = textOf(fields['code']) ?? '';
  const given = state.grants.get(code);
  state.grants.delete(code);
  if (!given || !belongs(state, given, client, fields)) return json(400, { error: 'invalid_grant' });
  const person = state.people.get(given.username);
  if (!person) return json(400, { error: 'invalid_grant' });
  const wantsJwt = textOf(fields['token_type'])?.toLowerCase() === 'jwt';
  return json(200, {
    access_token: wantsJwt ? accessToken(state, person, given.scopes) : wordFrom(30, 'opaque', code, 0),
    expires_in: state.switches.lifetimeSeconds,
    token_type: wantsJwt ? 'JWT' : 'Bearer',
    scope: given.scopes.join(' '),
    refresh_token: wordFrom(30, 'refresh', code, 0),
  });
}

function belongs(
  { host, switches }: LmsOauthState,
  given: Grant,
  client: ClientOptions,
  fields: Readonly<Record<string, unknown>>,
): boolean {
  const verifier = textOf(fields['code_verifier']) ?? '';
  const proven =
    switches.pkce === 'ignored' ||
    given.codeChallenge === null ||
    createHash('sha256').update(verifier).digest('base64url') === given.codeChallenge;
  return (
    given.clientId === client.id &&
    given.redirectUri === fields['redirect_uri'] &&
    given.expiresAt > host.clock.now() &&
    proven
  );
}

/** Signs out, and leads back to the application that asked for it. */
function logout(state: LmsOauthState, { query }: Call): Answer {
  const back = query['redirect_url'];
  const known = state.clients.get(query['client_id'] ?? '')?.redirectUris.map((uri) => new URL(uri).origin) ?? [];
  return notePage(
    200,
    'Signed out of the simulated LMS',
    back !== undefined && known.some((origin) => back.startsWith(`${origin}/`))
      ? html`<p><a href="${back}">Go back</a></p>`
      : html`<p>See you.</p>`,
  );
}

/** The client of a request whose answer may be sent to the redirect URI; else nobody is sent anywhere. */
function clientOf(state: LmsOauthState, query: Readonly<Record<string, string>>): ClientOptions {
  const client = state.clients.get(query['client_id'] ?? '');
  if (!client) throw new Refusal(json(400, { error: 'invalid_client_id' }));
  if (!client.redirectUris.includes(query['redirect_uri'] ?? ''))
    throw new Refusal(json(400, { error: 'mismatching_redirect_uri' }));
  return client;
}

function leadBack(query: Readonly<Record<string, string>>, answer: Readonly<Record<string, string>>): Answer {
  const location = new URL(query['redirect_uri'] ?? '');
  for (const [name, value] of Object.entries(answer)) location.searchParams.set(name, value);
  if (query['state'] !== undefined) location.searchParams.set('state', query['state']);
  return { status: 302, headers: { location: location.href } };
}

function scopesOf(query: Readonly<Record<string, string>>): string[] {
  return (query['scope'] ?? '').split(' ').filter((scope) => scope !== '');
}
