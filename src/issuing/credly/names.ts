import type { Award } from '../../store/delivery/external.ts';

/**
 * Credly asks for a first and a last name; Open edX has one full name. The last word is the last name. One word alone
 * leaves the last name as a dash, and a learner without a name is called by the username; never by it twice (D16).
 */
export function splitName({ name, username }: Pick<Award, 'name' | 'username'>): { first: string; last: string } {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.pop() : undefined;
  return { first: words.join(' ') || username, last: last ?? '-' };
}
