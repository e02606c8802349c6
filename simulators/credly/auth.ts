import type { Call } from '../base/answer.ts';
import { refuse } from './envelope.ts';
import type { Organization, Token } from './model.ts';
import type { CredlyState } from './state.ts';

export interface Need {
  readonly permission: 'read' | 'write' | 'delete';
  /** OAuth scope; null: none is needed. */
  readonly scope: string | null;
}

/** The token of a call: known, not expired, with the permission that the call needs. */
export function tokenOf(state: CredlyState, call: Call, need: Need): Token {
  const value = credentialOf(state, call.header('authorization') ?? '');
  const token = value && state.tokensByValue.of(value.token).find(({ kind }) => kind === value.kind);
  if (!token || Date.parse(token.expiresAt) <= state.host.clock.now())
    throw refuse(state, 401, 'Simulated: token not accepted');
  if (!token[need.permission]) throw refuse(state, 403, `Simulated: the token has no ${need.permission} permission`);
  if (token.scopes !== null && need.scope !== null && !token.scopes.includes(need.scope))
    throw refuse(state, 403, `Simulated: the token lacks the scope ${need.scope}`);
  return token;
}

/** The organization of the path, when the token of the call opens it. */
export function organizationOf(state: CredlyState, call: Call, need: Need): Organization {
  const token = tokenOf(state, call, need);
  const organization = state.organizations.get(call.params['organization'] ?? '');
  if (!organization) throw refuse(state, 404, 'Simulated: no such organization');
  if (organization.id !== token.organizationId) throw refuse(state, 403, 'Simulated: not your organization');
  return organization;
}

/** Basic with the token as user name, or Bearer with the access token of an OAuth client. */
function credentialOf(state: CredlyState, header: string): { kind: Token['kind']; token: string } | null {
  const [, scheme = '', value = ''] = /^(\w+)\s+(\S+)$/.exec(header.trim()) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { kind: 'oauth', token: value };
  if (scheme.toLowerCase() !== 'basic') return null;
  const pair = basicPair(value);
  if (pair.password === null && state.switches.auth === 'strict') return null;
  return { kind: 'authorization', token: pair.user };
}

/** Splits a Basic value at its first colon; the password is null when there is none. */
export function basicPair(value: string): { user: string; password: string | null } {
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? { user: text, password: null } : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
