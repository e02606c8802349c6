import type { EventType, SampleEvent } from '../../../../src/api/schemas/event-types.ts';
import type { DataRuleDocument } from '../../../../src/api/schemas/templates.ts';
import { parseValue } from '../../../../src/rules/value-type.ts';

type CloudEvent = SampleEvent['event'];

/** An event with its values changed so that all rules hold; for trying, not for sending. */
export function fittingEvent(sample: CloudEvent, type: EventType, rules: readonly DataRuleDocument[]): CloudEvent {
  const event = structuredClone(sample);
  const data = event['data'];
  const payload = isRecord(data) ? data[type.payloadName] : undefined;
  if (!isRecord(payload)) return event;
  for (const rule of rules) {
    const valueType = type.keyPaths.find(({ path }) => path === rule.path)?.type ?? 'text';
    const expected = parseValue(valueType, rule.value);
    if (expected === undefined) continue;
    if (rule.operator === 'eq') setAt(payload, rule.path.split('.'), expected);
    else if (getAt(payload, rule.path.split('.')) === expected)
      setAt(payload, rule.path.split('.'), otherThan(expected));
  }
  return event;
}

function otherThan(value: boolean | number | string): boolean | number | string {
  switch (typeof value) {
    case 'boolean':
      return !value;
    case 'number':
      return value + 1;
    default:
      return `${value}-other`;
  }
}

function getAt(record: Record<string, unknown>, [step = '', ...rest]: readonly string[]): unknown {
  const value = record[step];
  return rest.length === 0 ? value : isRecord(value) ? getAt(value, rest) : undefined;
}

/** Sets a value; what is missing or null on the way to it becomes an object. */
function setAt(record: Record<string, unknown>, [step = '', ...rest]: readonly string[], value: unknown): void {
  const holder = record;
  if (rest.length === 0) {
    holder[step] = value;
    return;
  }
  const next = holder[step];
  const below = isRecord(next) ? next : {};
  holder[step] = below;
  setAt(below, rest, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
