import type { Call, Route } from '../../base/answer.ts';
import { json } from '../../base/answer.ts';
import { wordFrom } from '../../base/random.ts';
import { fieldsOf, textOf } from '../../base/values.ts';
import { basicPair } from '../auth.ts';
import type { OauthClient } from '../model.ts';
import type { CredlyState } from '../state.ts';

/** Client-credentials tokens: `POST /oauth/token` with JSON or a form, client id and secret in the body or as Basic. */
export function oauthRoutes(state: CredlyState): Route[] {
  return [{ name: 'oauth.token', method: 'POST', path: '/oauth/token', handle: (call) => issueToken(state, call) }];
}

function issueToken(state: CredlyState, call: Call) {
  const fields = fieldsOf(call.body);
  if (fields['grant_type'] !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' });
  const client = clientOf(state, call);
  if (!client) return json(401, { error: 'invalid_client' });
  const wanted = textOf(fields['scope'])?.split(/\s+/) ?? client.scopes;
  if (!wanted.every((scope) => client.scopes.includes(scope))) return json(400, { error: 'invalid_scope' });
  const { oauthLifetimeSeconds } = state.switches;
  const number = state.host.next('oauth tokens');
  const now = state.host.clock.now();
  const { token } = state.tokens.put({
    id: state.host.uuid('token'),
    kind: 'oauth',
    organizationId: client.organizationId,
    token: wordFrom(32, client.id, client.secret, number),
    read: true,
    write: true,
    delete: true,
    scopes: wanted,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + oauthLifetimeSeconds * 1000).toISOString(),
  });
  return json(200, {
    access_token: token,
    token_type: 'Bearer',
    expires_in: oauthLifetimeSeconds,
    scope: wanted.join(' '),
    created_at: Math.floor(now / 1000),
  });
}

function clientOf(state: CredlyState, call: Call): OauthClient | undefined {
  const fields = fieldsOf(call.body);
  const [, basic] = /^basic\s+(\S+)$/i.exec(call.header('authorization') ?? '') ?? [];
  const pair = basic
    ? basicPair(basic)
    : { user: textOf(fields['client_id']) ?? '', password: textOf(fields['client_secret']) };
  const client = state.oauthClients.get(pair.user);
  return client && client.secret === pair.password ? client : undefined;
}
