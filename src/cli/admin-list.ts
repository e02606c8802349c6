import type { Database } from '../store/database/database.ts';
import type { Position } from '../store/lists/paging.ts';
import { listUsers } from '../store/people/users.ts';
import type { User } from '../store/people/users.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines, table } from './terminal/output.ts';

/** Everybody who has a role, or everybody at all, by e-mail address. */
export async function listPeople(
  context: CommandContext,
  database: Database,
  { all, json }: { readonly all?: true; readonly json?: true },
): Promise<void> {
  const people: User[] = [];
  let position: Position | null = null;
  do {
    const page: Awaited<ReturnType<typeof listUsers>> = await listUsers(
      database,
      { role: all ? undefined : 'any' },
      position,
      1_000,
    );
    people.push(...page.items);
    position = page.next;
  } while (position !== null);
  if (json) printJson(context.stdout, { users: people });
  else printLines(context.stdout, people.length === 0 ? nobody : listing(people));
}

const nobody = ['Nobody has a role yet. Create the first admin with `laurel admin create`.'];

function listing(people: readonly User[]): string[] {
  return table(
    ['e-mail', 'name', 'role', 'signs in with', 'last seen'],
    people.map(({ email, name, role, disabled, signsInWith, lastSeenAt, passwordLinkEndsAt }) => [
      email,
      name,
      disabled ? `${role ?? 'none'}, disabled` : (role ?? 'none'),
      signsInWith.length > 0
        ? signsInWith.join(', ')
        : passwordLinkEndsAt === null
          ? 'invitation expired'
          : `invited until ${passwordLinkEndsAt.toISOString()}`,
      lastSeenAt?.toISOString() ?? 'never',
    ]),
  );
}
