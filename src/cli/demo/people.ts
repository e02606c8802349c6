import { randomBytes } from 'node:crypto';
import { createUser } from '../../auth/people.ts';
import { createSignInLink } from '../../auth/sign-in-links.ts';
import type { RoleName } from '../../roles.ts';
import type { Actor } from '../../store/operators/audit.ts';
import { findLearners } from '../../store/engine/learners.ts';
import type { Database } from '../../store/database/database.ts';

const actor: Actor = { id: 'cli:demo', name: 'The demo' };

/** Who works at the demo's site: one of each role. */
const people: readonly { readonly name: string; readonly email: string; readonly role: RoleName }[] = [
  { name: 'Ada Admin', email: 'ada@example.org', role: 'admin' },
  { name: 'Dara Designer', email: 'dara@example.org', role: 'designer' },
  { name: 'Ola Operator', email: 'ola@example.org', role: 'operator' },
  { name: 'Vic Viewer', email: 'vic@example.org', role: 'viewer' },
];

/** The demo runs for as long as somebody looks at it; the link works once all the same. */
const linkLifetimeMs = 60 * 60 * 1_000;

/**
 * Makes the people of the demo. Nobody knows their passwords; the admin comes in by a link.
 *
 * @returns the path of the link
 */
export async function invitePeople(database: Database): Promise<string> {
  const [admin] = await Promise.all(
    people.map((person) =>
      createUser(database, { ...person, password: randomBytes(24).toString('base64url') }, { actor }),
    ),
  );
  if (admin === undefined) throw new Error('the demo has no admin');
  return createSignInLink(database, admin.id, { actor }, linkLifetimeMs);
}

/**
 * Gives a learner of the events an account in the simulated LMS, by which they sign in and see their badges.
 *
 * @param lms its root
 * @returns the learner's name, by which the LMS offers to go on
 */
export async function giveLmsAccount(database: Database, lms: string, learnerId: number): Promise<string> {
  const learner = (await findLearners(database, [learnerId])).get(learnerId)?.learner;
  if (learner === undefined) throw new Error('the demo has a badge of nobody');
  const { id: userId, username, name, email } = learner;
  const { ok, status } = await fetch(`${lms}/_sim/people/${encodeURIComponent(username)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId, name, email }),
  });
  if (!ok) throw new Error(`the simulated LMS did not take the learner (status ${status})`);
  return name;
}
