import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { Database } from '../store/database/database.ts';
import type { User } from '../store/people/users.ts';

/** Runs something with the database and the user of an e-mail address. */
export type WithUser = (
  command: Command,
  email: string,
  work: (database: Database, user: User) => Promise<void>,
) => Promise<void>;

/** An e-mail address of the command line. */
export function readEmail(text: string): string {
  const email = text.trim();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 300)
    throw new InvalidArgumentError('It must be an e-mail address.');
  return email;
}

/** The name of a person. */
export function readName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 200) throw new InvalidArgumentError('It must have 1 to 200 characters.');
  return name;
}
