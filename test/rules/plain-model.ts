import type { Event } from '../../src/rules/event.ts';
import type { Register } from '../../src/rules/progress.ts';
import type { DataRule, TemplateRules } from '../../src/rules/template.ts';

/**
 * What the rules mean, written as plainly as possible and with nothing of the code under test: no index, no order of
 * arrival, one look at all events together.
 */

const words: Readonly<Record<string, readonly string[]>> = {
  true: ['true', 'True', 'yes', 'Yes', '+'],
  false: ['false', 'False', 'no', 'No', '-'],
};

/** S6, S7. */
export function holdsPlainly({ path, operator, value }: DataRule, { payload }: Event): boolean {
  let actual: unknown = payload;
  for (const key of path.split('.')) actual = (actual as Record<string, unknown> | null | undefined)?.[key];
  const same = typeof actual === 'boolean' ? words[String(actual)]?.includes(value) === true : textOf(actual) === value;
  return operator === 'eq' ? same : !same;
}

function textOf(actual: unknown): string | null {
  return typeof actual === 'string' || typeof actual === 'number' ? String(actual) : null;
}

function matchesPlainly(condition: { event: string; rules: readonly DataRule[] }, event: Event): boolean {
  return condition.event === event.type && condition.rules.every((rule) => holdsPlainly(rule, event));
}

/** Ids of what an event matches in one template, in the order of the template. */
export function matchPlainly(template: TemplateRules, event: Event): { requirements: string[]; penalties: string[] } {
  return {
    requirements: template.requirements.filter((one) => matchesPlainly(one, event)).map(({ id }) => id),
    penalties: template.penalties.filter((one) => matchesPlainly(one, event)).map(({ id }) => id),
  };
}

/** S9, S11: the progress that a set of events leads to. For each requirement the newest word counts. */
export function progressPlainly(
  template: TemplateRules,
  events: readonly Event[],
): { started: boolean; registers: ReadonlyMap<string, Register> } {
  const sorted = events.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const registers = new Map<string, Register>();
  let started = false;
  for (const event of sorted) {
    const found = matchPlainly(template, event);
    started ||= found.requirements.length > 0;
    for (const id of found.requirements) registers.set(id, { fulfilled: true, time: event.time, eventId: event.id });
    for (const penalty of template.penalties.filter(({ id }) => found.penalties.includes(id))) {
      for (const id of penalty.requirements)
        registers.set(id, { fulfilled: false, time: event.time, eventId: event.id });
    }
  }
  return { started, registers };
}

/** S8: whether each group has a fulfilled requirement. */
export function completePlainly(template: TemplateRules, fulfilled: (id: string) => boolean): boolean {
  return template.requirements.every(
    ({ id, group }) =>
      fulfilled(id) ||
      (group !== null && template.requirements.some((other) => other.group === group && fulfilled(other.id))),
  );
}
