import { whyUnissuable } from '../issuing/unissuable.ts';
import type { Template } from '../rules/template.ts';
import type { Queryable } from '../store/database/database.ts';
import { findOutsideStates } from '../store/delivery/template-outside.ts';

/** Active templates that their providers would not issue, as far as a sync or a webhook has seen. */
export async function stateWarnings(templates: readonly Template[], queryable: Queryable): Promise<string[]> {
  const active = templates.filter((template) => template.active);
  const states = await findOutsideStates(
    queryable,
    active.map(({ holder }) => holder),
  );
  return active.flatMap(({ id, holder }, index) => {
    const reason = whyUnissuable(holder, states[index] ?? null);
    return reason === null ? [] : [`Warning: "${id}": ${reason.message}`];
  });
}
