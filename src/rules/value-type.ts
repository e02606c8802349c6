/**
 * The types a key path can have, and how a configured value is read as one (S7).
 *
 * The rules know nothing of Avro: whoever compiles or validates them brings a {@link Vocabulary} that says which paths
 * an event type has and of which type each is.
 */

export type ValueType = 'boolean' | 'integer' | 'number' | 'text';

/** A value of a payload, as rules compare it. */
export type Value = boolean | number | string;

/** One value of an event's payload that a rule can name. */
export interface KeyPath {
  readonly path: string;
  readonly type: ValueType;
  /** True when the schema allows null here. */
  readonly nullable: boolean;
}

/** What the events offer to rules: the configured event types and the paths of each. */
export interface Vocabulary {
  /** Event types that rules may use, sorted. */
  readonly eventTypes: readonly string[];
  /** Every comparable path of an event type, in schema order; empty for an unknown type. */
  keyPaths(eventType: string): readonly KeyPath[];
  /** Whether the event has this path and the settings keep it from being offered. */
  isIgnored(eventType: string, path: string): boolean;
}

const trueWords = new Set(['true', 'True', 'yes', 'Yes', '+']);
const falseWords = new Set(['false', 'False', 'no', 'No', '-']);

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What may be written for a value of a type; for messages. */
export const validValues: Readonly<Record<ValueType, string>> = {
  boolean: 'true, True, yes, Yes, + or false, False, no, No, -',
  integer: 'a whole number, for example 3',
  number: 'a number, for example 0.75',
  text: 'any text',
};

/**
 * Reads a configured value as the type of its path (S7).
 *
 * @returns the typed value, or undefined when the text is no value of that type
 */
export function parseValue(type: ValueType, text: string): Value | undefined {
  switch (type) {
    case 'boolean':
      return trueWords.has(text) ? true : falseWords.has(text) ? false : undefined;
    case 'integer':
      return /^[+-]?\d+$/.test(text.trim()) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case 'number':
      return decimal.test(text.trim()) && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'text':
      return text;
  }
}
