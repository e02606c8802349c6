import type { LmsSignInSettings } from '../settings/sign-in.ts';
import type { Queryable } from '../store/database/database.ts';
import { isLmsPersonDisabled } from '../store/people/lms-people.ts';
import { cookieValue } from './cookie-value.ts';
import { readLmsToken } from './lms-token.ts';

/**
 * The learner whose micro-frontend of the LMS asks: these carry the LMS's own token in two cookies of the domain that they share,
 * one of which no script can read. Null where there is none, it is not believed, or its person is disabled here.
 */
export async function learnerOfLmsCookies(
  { settings, database }: { readonly settings: LmsSignInSettings; readonly database: Queryable },
  cookieHeader: string | undefined,
): Promise<number | null> {
  const parts = ['edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature'].map((name) =>
    cookieValue(cookieHeader, name),
  );
  if (parts.includes('')) return null;
  const reading = await readLmsToken(settings, parts.join('.'));
  // One that another program was given, for some things only, is not the learner's own.
  if (!reading.believed || reading.person.restricted) return null;
  const { lmsUserId } = reading.person;
  return (await isLmsPersonDisabled(database, lmsUserId)) ? null : lmsUserId;
}
