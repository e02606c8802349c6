import { randomBytes } from 'node:crypto';
import { createUser } from '../../auth/people.ts';
import { createSignInLink } from '../../auth/sign-in-links.ts';
import type { RoleName } from '../../roles.ts';
import type { Actor } from '../../store/operators/audit.ts';
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
