import { createHash } from 'node:crypto';
import type { Database } from '../store/database/database.ts';
import { countAttempt, forgetAttempts } from '../store/people/sign-in-attempts.ts';

/**
 * How often somebody may try a password, in a window that begins with the first attempt. An account alone is limited
 * loosely: otherwise anybody could lock its owner out by guessing.
 */
export const attemptWindowMs = 15 * 60 * 1000;
export const mostAttempts = { ofAddress: 30, ofAddressAtAccount: 10, atAccount: 100 } as const;

/** @returns null when the attempt is within all limits; else how long to wait */
export async function waitBeforeAttempt(
  database: Database,
  { address, account }: { readonly address: string; readonly account: string },
): Promise<number | null> {
  const waitMs = await countAttempt(
    database,
    [
      { key: keyOf('address', address), most: mostAttempts.ofAddress },
      { key: keyOf('both', address, account), most: mostAttempts.ofAddressAtAccount },
      { key: keyOf('account', account), most: mostAttempts.atAccount },
    ],
    attemptWindowMs,
  );
  return waitMs === null ? null : Math.max(1, Math.ceil(waitMs / 1000));
}

/** The right password came: whoever mistyped it before may go on from the same address. */
export async function forgiveAttempts(
  database: Database,
  { address, account }: { readonly address: string; readonly account: string },
): Promise<void> {
  await forgetAttempts(database, keyOf('both', address, account));
}

/** Digests, so that no address is kept. */
function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
