import type { OperatorName } from './template.ts';
import type { Value } from './value-type.ts';

/**
 * How a rule compares. The table is closed and typed: a new operator is one entry here plus its name in template.ts, and
 * the compiler points at whatever else must know it.
 */
export interface Operator {
  readonly name: OperatorName;
  /** For sentences: `course.course_key is "..."`. */
  readonly words: string;
  /** True when the rule holds for exactly one value of its path; the index then finds it by that value. */
  readonly selectsOneValue: boolean;
  /**
   * @param actual the value found; undefined when it is absent or null
   * @param expected the configured value, read as the path's type; undefined when it is no value of that type
   */
  holds(actual: Value | undefined, expected: Value | undefined): boolean;
}

export const operators: Readonly<Record<OperatorName, Operator>> = {
  // S7: `eq` on an absent or null value is false, `ne` is true.
  eq: {
    name: 'eq',
    words: 'is',
    selectsOneValue: true,
    holds: (actual, expected) => actual !== undefined && actual === expected,
  },
  ne: {
    name: 'ne',
    words: 'is not',
    selectsOneValue: false,
    holds: (actual, expected) => actual === undefined || actual !== expected,
  },
};

export const operatorNames = Object.keys(operators) as OperatorName[];
