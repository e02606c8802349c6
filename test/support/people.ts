import { randomUUID } from 'node:crypto';
import type { Authentication, RoleName } from '../../src/auth/authentication.ts';
import { roleNames } from '../../src/roles.ts';
import type { Database } from '../../src/store/database/database.ts';

/** Somebody who is signed in. */
export interface Person {
  readonly id: string;
  /** What their browser sends as Cookie. */
  readonly cookie: string;
}

/** Somebody of each role, signed in: real users with real sessions, but no passwords, for hashing takes long. */
export async function signInPeople(
  database: Database,
  authentication: Authentication,
): Promise<Readonly<Record<RoleName, Person>>> {
  const people = await Promise.all(
    roleNames.map(async (role) => [role, await signInPerson(database, authentication, role)] as const),
  );
  return Object.fromEntries(people) as Record<RoleName, Person>;
}

export async function signInPerson(
  database: Database,
  authentication: Authentication,
  role: RoleName | null,
): Promise<Person> {
  const name = role ?? 'nothing';
  const [user] = await database.query<{ id: string }>(
    'INSERT INTO auth_user (name, email, role) VALUES ($1, $2, $3) RETURNING id',
    [name, `${name}-${randomUUID()}@example.org`, role],
  );
  const cookies = user && (await authentication.startSession(user.id));
  if (!user || !cookies) throw new Error(`the ${name} could not sign in`);
  return { id: user.id, cookie: cookieHeader(cookies) };
}

/** What a browser sends after it got these Set-Cookie headers. */
export function cookieHeader(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Somebody who signed in with the LMS as this user of it: a learner, without a role. */
export async function signInLearner(
  database: Database,
  authentication: Authentication,
  lmsUserId: number,
): Promise<Person> {
  const person = await signInPerson(database, authentication, null);
  await database.query('UPDATE auth_user SET lms_user_id = $2 WHERE id = $1', [person.id, lmsUserId]);
  return person;
}
