import type { LmsSignInSettings } from '../settings/sign-in.ts';
import type { Queryable } from '../store/database/database.ts';
import { isLmsPersonDisabled } from '../store/people/lms-people.ts';
import { cookieValue } from './cookie-value.ts';
import { readLmsToken } from './lms-token.ts';

/** Where a request brings what says who asks. */
export interface LmsCredentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

/**
 * The learner who asks, by the LMS's own token: its API clients send it as `Authorization: JWT ...`, and its micro-frontends in two
 * cookies of the domain that they share, one of which no script can read. Null where there is none, it is not believed, or its
 * person is disabled here.
 */
export async function learnerOfLmsToken(
  { settings, database }: { readonly settings: LmsSignInSettings; readonly database: Queryable },
  credentials: LmsCredentials,
): Promise<number | null> {
  const token = tokenIn(credentials);
  if (token === null) return null;
  const reading = await readLmsToken(settings, token);
  // One that another program was given, for some things only, is not the learner's own.
  if (!reading.believed || reading.person.restricted) return null;
  const { lmsUserId } = reading.person;
  return (await isLmsPersonDisabled(database, lmsUserId)) ? null : lmsUserId;
}

/** A wrong header is not made good by cookies. */
function tokenIn({ authorization, cookie }: LmsCredentials): string | null {
  if (authorization !== undefined) return /^JWT +(\S+) *$/i.exec(authorization)?.[1] ?? null;
  const parts = ['edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature'].map((name) => cookieValue(cookie, name));
  return parts.includes('') ? null : parts.join('.');
}
