import type { z } from 'zod';
import { didYouMean } from '../suggest.ts';

/** A mistake in a file: the path of the field, and what would be valid. */
export interface FileMistake {
  readonly path: readonly (string | number)[];
  /** The key itself is the mistake: `path` is the mapping that holds it. */
  readonly key?: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** Says in words of the file what a schema found; one mistake per wrong key. */
export function schemaMistakes(
  issue: Issue,
  validKeys: (path: readonly (string | number)[]) => readonly string[],
): FileMistake[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    const valid = validKeys(path);
    return issue.keys.map((key) => ({
      path,
      key,
      message: `there is no such field.${didYouMean(key, valid)} Valid here: ${valid.join(', ')}.`,
    }));
  }
  return [{ path, message: message(issue) }];
}

function message(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing; it must be ${article(issue.expected)}`
        : `must be ${article(issue.expected)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return unionMessage(issue);
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be at least ${String(issue.minimum)}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${String(issue.maximum)} characters`
        : `must be at most ${String(issue.maximum)}`;
    default:
      return issue.message;
  }
}

function unionMessage(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options))
    return `must be one of ${issue.options.map(String).join(', ')}`;
  const expected = issue.errors.flatMap((branch) =>
    branch.flatMap((each) => (each.code === 'invalid_type' ? [each.expected] : [])),
  );
  return `must be ${expected.map(article).join(' or ')}`;
}

const names: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of fields',
  null: 'null',
};

function article(type: string): string {
  return names[type] ?? `a value of type ${type}`;
}
