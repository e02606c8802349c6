import type { Holder } from '../rules/template.ts';
import type { OutsideState } from '../store/delivery/template-outside.ts';

const providerNames = { credly: 'Credly', accredible: 'Accredible' };
const reasons = {
  draft: { is: 'is a draft', todo: 'Publish it there' },
  archived: { is: 'is archived', todo: 'Activate it there' },
  absent: { is: 'does not exist', todo: 'Choose another one' },
} as const;

/**
 * Why a provider would refuse to issue badges of a template, and what to do.
 *
 * @param state how the template was there when it was looked at last; null: never
 * @returns null when nothing speaks against it
 */
export function whyUnissuable(
  { origin }: Holder,
  state: OutsideState | null,
): { readonly state: Exclude<OutsideState, 'active'>; readonly message: string } | null {
  if (origin === 'openedx' || state === null || state === 'active') return null;
  const { is, todo } = reasons[state];
  const message = `The template ${is} at ${providerNames[origin]}, so badges can't be issued. ${todo}, then sync the account.`;
  return { state, message };
}
