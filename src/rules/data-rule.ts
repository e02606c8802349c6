import { cut } from './cut.ts';
import type { Payload } from './event.ts';
import { operators } from './operators.ts';
import type { Operator } from './operators.ts';
import type { DataRule } from './template.ts';
import { parseValue } from './value-type.ts';
import type { KeyPath, Value, ValueType } from './value-type.ts';

/** A data rule made ready: its path split, its expected value read as the path's type. */
export interface CompiledRule {
  readonly path: string;
  readonly segments: readonly string[];
  readonly operator: Operator;
  /** Undefined when the configured text is no value of the path's type: then `eq` never holds and `ne` always does. */
  readonly expected: Value | undefined;
  /** The configured text when the type of the path is not known: it is read as the type of the value found. Else null. */
  readonly untyped: string | null;
}

/** How one data rule fares with an event. */
export interface RuleTrial {
  readonly rule: DataRule;
  /** Null when absent or null in the event. */
  readonly actual: Value | null;
  readonly holds: boolean;
}

/**
 * Makes a rule ready. Rules are checked when they are saved (validate.ts); one whose path is no longer offered, because the
 * settings or the schemas have changed since, keeps its meaning: the decoded value has the type that the schema gave it.
 */
export function compileRule(rule: DataRule, keyPaths: readonly KeyPath[]): CompiledRule {
  const type = keyPaths.find(({ path }) => path === rule.path)?.type;
  return {
    path: rule.path,
    segments: rule.path.split('.'),
    operator: operators[rule.operator],
    expected: type === undefined ? undefined : parseValue(type, rule.value),
    untyped: type === undefined ? rule.value : null,
  };
}

export function ruleHolds(rule: CompiledRule, payload: Payload): boolean {
  const actual = valueAt(payload, rule.segments);
  const expected = rule.untyped === null ? rule.expected : readAs(actual, rule.untyped);
  return rule.operator.holds(actual, expected);
}

/** A configured text, read as the type of the value that is found. */
export function readAs(actual: Value | undefined, text: string): Value | undefined {
  return parseValue(typeOf(actual), text);
}

function typeOf(actual: Value | undefined): ValueType {
  if (typeof actual === 'boolean') return 'boolean';
  return typeof actual === 'number' ? 'number' : 'text';
}

/** The value at a path; undefined when it, or anything on the way to it, is absent, null or not comparable. */
export function valueAt(payload: Payload, segments: readonly string[]): Value | undefined {
  let current: unknown = payload;
  for (const segment of segments) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Payload)[segment];
  }
  return typeof current === 'string' || typeof current === 'boolean' || typeof current === 'number'
    ? current
    : undefined;
}

/** So much of a text is kept as evidence; it is kept once for each requirement, and an event may be a megabyte long. */
export const longestKept = 500;

/** The values that rules read, by path: the evidence of a fulfillment or a reset (S10). Long texts by their beginning. */
export function readValues(rules: readonly CompiledRule[], payload: Payload): Record<string, Value | null> {
  return Object.fromEntries(
    rules.map(({ path, segments }) => {
      const value = valueAt(payload, segments) ?? null;
      return [path, typeof value === 'string' ? cut(value, longestKept) : value];
    }),
  );
}
