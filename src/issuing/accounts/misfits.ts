import type { Holder, Template } from '../../rules/template.ts';
import { validateTemplate } from '../../rules/validate.ts';
import type { Vocabulary } from '../../rules/value-type.ts';
import type { KnownAccount } from './account-keys.ts';

/** Why an active template does not do what it should under the settings and connections as they are now. */
export interface Misfit {
  readonly message: string;
  /** What to do about it. */
  readonly todo: string;
}

/**
 * Whether a template still fits the configured events with their schemas, and whether its account has a key. It did when
 * it was saved; settings and connections change.
 *
 * @param accounts those that there are keys for
 */
export function findMisfits(
  template: Template,
  vocabulary: Vocabulary,
  accounts: readonly Pick<KnownAccount, 'origin' | 'account'>[],
): Misfit[] {
  const mistakes = validateTemplate(template, vocabulary).map(({ path, message }) => ({
    message: `${path.join('.')}: ${message}`,
    todo: 'Correct it with `laurel apply`, or add the event to BADGES_CONFIG.events.',
  }));
  const missing = accountWithoutKey(template.holder, accounts);
  if (missing === null) return mistakes;
  return [...mistakes, { message: `${missing.name} has no key, so its badges can't be issued`, todo: missing.todo }];
}

/** The account of a holder when it has no key, so that its badges can't be issued, and how to give it one. */
export function accountWithoutKey(
  holder: Holder,
  accounts: readonly Pick<KnownAccount, 'origin' | 'account'>[],
): { readonly account: string; readonly name: string; readonly todo: string } | null {
  if (holder.origin === 'openedx') return null;
  const account = holder.origin === 'credly' ? holder.organization : holder.account;
  if (accounts.some((known) => known.origin === holder.origin && known.account === account)) return null;
  return holder.origin === 'credly'
    ? { account, name: `Credly organization ${account}`, todo: toMend('credly.ORGANIZATIONS') }
    : { account, name: `Accredible account ${account}`, todo: toMend('accredible.ACCOUNTS') };
}

function toMend(setting: string): string {
  return `Connect it in Laurel, or put its key into BADGES_CONFIG.${setting}.`;
}
