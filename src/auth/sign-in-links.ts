import { createHash, randomBytes } from 'node:crypto';
import { appendAudit } from '../store/operators/audit.ts';
import type { Database } from '../store/database/database.ts';
import { insertSignInLink } from '../store/people/sign-in-links.ts';
import type { By } from './people.ts';

/** Long enough to open it, short enough to be worthless in an old terminal. */
export const signInLinkLifetimeMs = 10 * 60 * 1000;

/**
 * Makes a link that signs somebody in once. It says what a password says: hand it to its owner only.
 *
 * @returns the path, to be put behind the address of the site
 */
export async function createSignInLink(
  database: Database,
  userId: string,
  by: By,
  lifetimeMs = signInLinkLifetimeMs,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await database.transaction(async (transaction) => {
    await insertSignInLink(transaction, { tokenHash: hashOf(token), userId, lifetimeMs });
    await appendAudit(transaction, {
      ...by,
      action: 'user.sign_in_link',
      targetType: 'user',
      target: userId,
      before: null,
      after: { minutes: lifetimeMs / 60_000 },
    });
  });
  // Behind the #, which no browser sends: neither logs nor whoever looks at a link before its owner does get the token.
  return `/sign-in/once#${token}`;
}

/** The only form in which a token is stored. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
