import type { Following } from '../../rules/synced.ts';
import type { Holder } from '../../rules/template.ts';
import type { OutsideState } from '../../store/delivery/template-outside.ts';
import { accountWithoutKey } from '../accounts/misfits.ts';
import type { KnownAccount } from '../accounts/account-keys.ts';

const providerNames = { credly: 'Credly', accredible: 'Accredible' };

/**
 * What a template takes from its provider; null when it follows none: Laurel's own, those that no sync has seen yet or that are
 * gone there, and those of accounts that nothing is synced with any more.
 *
 * @param state how it was at its provider when that was looked at last; null: never
 */
export function followingOf(
  holder: Holder,
  state: OutsideState | null,
  accounts: readonly Pick<KnownAccount, 'origin' | 'account'>[],
): Following | null {
  if (holder.origin === 'openedx' || state === null || state === 'absent') return null;
  if (accountWithoutKey(holder, accounts) !== null) return null;
  const provider = providerNames[holder.origin];
  const texts = ['name', 'description', 'imageUrl'] as const;
  // What is archived can't issue: its badges may find another place.
  return { provider, fields: state === 'archived' ? texts : [...texts, 'holder'] };
}
