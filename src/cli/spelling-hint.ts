import type { Queryable } from '../store/database/database.ts';
import { spellingsOf } from '../store/engine/learners.ts';
import { printable } from './terminal/output.ts';

/** For a user name that nobody has: who has it written otherwise. */
export async function spellingHint(queryable: Queryable, username: string): Promise<string[]> {
  const spellings = await spellingsOf(queryable, username);
  if (spellings.length === 0) return [];
  const names = spellings.map((spelling) => `"${printable(spelling)}"`).join(' or ');
  return [`Did you mean the user name ${names}? Upper and lower case count.`];
}
