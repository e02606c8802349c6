import { createLocalJWKSet, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { errorCode } from '../errors.ts';
import { hasVisibleText } from '../rules/visible-text.ts';
import type { LmsSignInSettings } from '../settings/sign-in.ts';

/** Who an access token of the LMS is about. */
export interface LmsPerson {
  /** LMS user id, the same as `UserData.id` in events. */
  readonly lmsUserId: number;
  readonly email: string;
  /** False when the LMS says so; an old LMS says nothing, and verifies every change of an address. */
  readonly emailVerified: boolean;
  readonly name: string;
  readonly staff: boolean;
  readonly superuser: boolean;
  /** Whether the token was made for a program that the LMS lets do some things only. */
  readonly restricted: boolean;
}

/** The person of a token, or why it is not believed: a word for the log, without anything of the token. */
export type LmsTokenReading =
  { readonly believed: true; readonly person: LmsPerson } | { readonly believed: false; readonly why: string };

/** The clocks of two servers may differ by so much. */
const leewaySeconds = 1;

const claims = z.object({
  user_id: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  email: z.string().trim().min(3).max(300),
  email_verified: z.boolean().optional(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  administrator: z.boolean().optional(),
  superuser: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
});

/**
 * Reads an access token of the LMS (a JWT, for it was asked for with `token_type=jwt`): signed with RS512 and one of its
 * public keys, or with HS256 and the shared secret; which of them counts is in the settings, not in the token.
 */
export async function readLmsToken(settings: LmsSignInSettings, token: string): Promise<LmsTokenReading> {
  let payload: JWTPayload;
  try {
    payload = await verify(settings, token);
  } catch (error) {
    return { believed: false, why: errorCode(error) };
  }
  const read = claims.safeParse(payload);
  if (!read.success)
    return { believed: false, why: `without ${read.error.issues.map(({ path }) => path[0]).join(', ')}` };
  const { user_id, email, preferred_username, name, given_name, family_name } = read.data;
  const told = [name ?? '', `${given_name ?? ''} ${family_name ?? ''}`, preferred_username ?? ''];
  const fullName = told.find(hasVisibleText)?.trim() ?? email;
  return {
    believed: true,
    person: {
      lmsUserId: user_id,
      email: email.toLowerCase(),
      emailVerified: read.data.email_verified ?? true,
      name: fullName.slice(0, 200),
      staff: read.data.administrator ?? false,
      superuser: read.data.superuser ?? false,
      restricted: read.data.is_restricted ?? false,
    },
  };
}

/**
 * The user name of whoever a token of the LMS was made for, without any other claim: a service asks for one as itself (client
 * credentials), and it need not say more. Null when it is not believed.
 */
export async function readLmsService(settings: LmsSignInSettings, token: string): Promise<string | null> {
  try {
    const { preferred_username: username } = await verify(settings, token);
    return typeof username === 'string' ? username : null;
  } catch {
    return null;
  }
}

async function verify(settings: LmsSignInSettings, token: string): Promise<JWTPayload> {
  const { issuer, audience, publicKeys, sharedSecret } = settings;
  const expected: JWTVerifyOptions = { issuer, audience, clockTolerance: leewaySeconds, requiredClaims: ['exp'] };
  const { alg } = decodeProtectedHeader(token);
  if (alg === 'HS256' && sharedSecret !== null) {
    const key = new TextEncoder().encode(sharedSecret);
    return (await jwtVerify(token, key, { ...expected, algorithms: ['HS256'] })).payload;
  }
  if (alg !== 'RS512' || publicKeys === null) throw new errors.JOSEAlgNotAllowed('of no algorithm of the settings');
  const options = { ...expected, algorithms: ['RS512'] };
  try {
    return (await jwtVerify(token, createLocalJWKSet(publicKeys), options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // Keys without names, as after a rotation: one of them has to fit.
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}
