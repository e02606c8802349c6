import { createHash } from 'node:crypto';
import { countedAddress } from '../client-address.ts';
import type { Database } from '../store/database/database.ts';
import { countAttempt, forgetAttempts } from '../store/people/sign-in-attempts.ts';
import type { AttemptLimit } from '../store/people/sign-in-attempts.ts';

/**
 * How often somebody may try a password, in a window that begins with the first attempt. An account alone is limited
 * loosely: otherwise anybody could lock its owner out by guessing.
 */
export const attemptWindowMs = 15 * 60 * 1000;
export const mostAttempts = { ofAddress: 30, ofAddressAtAccount: 10, atAccount: 100, ofDevice: 10 } as const;

/** Who tries a password. */
export interface Attempt {
  /** Where the request came from; an IPv6 address counts by its /64. */
  readonly address: string;
  readonly account: string;
  /** The browser, when it has signed in to the account before ({@link DeviceCookies}); null for any other. */
  readonly device: string | null;
}

/**
 * A browser that has signed in to the account before is counted by itself: whatever others try, from its address or elsewhere,
 * does not keep the owner out.
 *
 * @returns null when the attempt is within all limits; else how many seconds to wait
 */
export async function waitBeforeAttempt(database: Database, attempt: Attempt): Promise<number | null> {
  const waitMs = await countAttempt(database, limitsOf(attempt), attemptWindowMs);
  return waitMs === null ? null : Math.max(1, Math.ceil(waitMs / 1000));
}

function limitsOf({ address, account, device }: Attempt): AttemptLimit[] {
  if (device !== null) return [{ key: keyOf('device', account, device), most: mostAttempts.ofDevice }];
  const counted = countedAddress(address);
  return [
    { key: keyOf('address', counted), most: mostAttempts.ofAddress },
    { key: keyOf('both', counted, account), most: mostAttempts.ofAddressAtAccount },
    { key: keyOf('account', account), most: mostAttempts.atAccount },
  ];
}

/** The right password came: whoever mistyped it before may go on from the same address. */
export async function forgiveAttempts(database: Database, { address, account, device }: Attempt): Promise<void> {
  const key = device === null ? keyOf('both', countedAddress(address), account) : keyOf('device', account, device);
  await forgetAttempts(database, key);
}

/** Digests, so that no address is kept. */
function keyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
