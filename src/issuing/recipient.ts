import { createHash } from 'node:crypto';
import type { Award } from '../store/delivery/external.ts';

/** What tells whether an address is the learner's. */
export type Recipient = Pick<Award, 'badgeId' | 'email' | 'sentTo'>;

/**
 * Whether an address that a provider shows is the learner's: the newest known, or one that an earlier attempt at this
 * badge was made with. A badge of another address is somebody else's, whatever ids it bears: it is neither adopted nor
 * revoked.
 */
export function isLearnersAddress({ badgeId, email, sentTo }: Recipient, address: string | null | undefined): boolean {
  const shown = (address ?? '').trim();
  if (shown === '') return false;
  return shown.toLowerCase() === email.trim().toLowerCase() || sentTo.includes(digestOf(badgeId, shown));
}

/** As `address_digest` of the database: only ASCII letters are made small. */
function digestOf(badge: string, address: string): string {
  const small = address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return createHash('sha256').update(`${badge} ${small}`).digest('hex');
}
