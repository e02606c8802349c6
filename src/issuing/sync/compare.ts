import type { Template } from '../../rules/template.ts';
import type { OutsideState } from '../../store/delivery/template-outside.ts';
import { externalIdIn } from './sync-plan.ts';
import { readAllPages } from './sync.ts';
import type { ReadOptions } from './sync.ts';

/** An active template whose badges its provider would refuse. */
export interface Unissuable {
  readonly template: string;
  readonly state: Exclude<OutsideState, 'active'>;
}

/**
 * Holds active templates against their account's list, and changes nothing.
 *
 * @param templates active ones; those of other accounts are passed over
 * @throws LaurelError PROVIDER_FAILED when the list can't be read
 */
export async function findUnissuable(options: ReadOptions, templates: readonly Template[]): Promise<Unissuable[]> {
  const { external } = await readAllPages(options);
  const states = new Map(external.map(({ externalTemplate, state }) => [externalTemplate, state]));
  return templates.flatMap(({ id, holder }) => {
    const number = externalIdIn(options.account, holder);
    const state = number === null ? 'active' : (states.get(number) ?? 'absent');
    return state === 'active' ? [] : [{ template: id, state }];
  });
}
