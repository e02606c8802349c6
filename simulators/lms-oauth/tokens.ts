import { createHmac, sign } from 'node:crypto';
import type { PersonOptions } from './options.ts';
import { kid } from './state.ts';
import type { LmsOauthState } from './state.ts';

/** The access token of a person, as the LMS makes it for `token_type=jwt`, or with the fault that is switched on. */
export function accessToken(state: LmsOauthState, person: PersonOptions, scopes: readonly string[]): string {
  const { algorithm, namesKey, tokenFault } = state.switches;
  if (tokenFault === 'not_a_jwt') return 'b8a1f0c2d3e4';
  const header = {
    typ: 'JWT',
    alg: tokenFault === 'alg_none' ? 'none' : algorithm,
    ...(algorithm === 'RS512' && namesKey && { kid }),
  };
  const signed = `${encoded(header)}.${encoded(claimsOf(state, person, scopes))}`;
  return `${signed}.${signatureOf(state, signed)}`;
}

function claimsOf(state: LmsOauthState, person: PersonOptions, scopes: readonly string[]): object {
  const { audience, lifetimeSeconds, tokenFault } = state.switches;
  const now = Math.floor(state.host.clock.now() / 1000);
  const age = tokenFault === 'expired' ? lifetimeSeconds + 60 : 0;
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    aud: tokenFault === 'wrong_audience' ? 'another-site' : audience,
    iss: tokenFault === 'wrong_issuer' ? 'https://lms.example.org/oauth2' : state.issuer,
    sub: `${person.username}-${person.userId}`,
    iat: now - age,
    exp: now - age + lifetimeSeconds,
    version: '1.2.0',
    grant_type: 'authorization-code',
    preferred_username: person.username,
    scopes,
    filters: [],
    is_restricted: false,
    ...(scopes.includes('user_id') && tokenFault !== 'missing_user_id' && { user_id: person.userId }),
    ...(scopes.includes('email') &&
      tokenFault !== 'missing_email' && {
        email: person.email,
        ...(person.emailVerified !== null && { email_verified: person.emailVerified ?? true }),
      }),
    ...(scopes.includes('profile') && {
      name: person.name,
      given_name: givenName,
      family_name: rest.join(' '),
      locale: 'en',
      administrator: person.staff ?? false,
      superuser: person.superuser ?? false,
    }),
  };
}

function signatureOf(state: LmsOauthState, signed: string): string {
  const { algorithm, sharedSecret, tokenFault } = state.switches;
  if (tokenFault === 'alg_none') return '';
  const wrong = tokenFault === 'wrong_key';
  if (algorithm === 'HS256')
    return createHmac('sha256', wrong ? 'another secret, which nobody shares' : sharedSecret)
      .update(signed)
      .digest('base64url');
  return sign('RSA-SHA512', Buffer.from(signed), wrong ? state.wrongKey : state.privateKey).toString('base64url');
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
