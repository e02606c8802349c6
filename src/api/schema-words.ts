import type { z } from 'zod';
import { asIs, told, Told } from '../told.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value that does not fit its schema, for whoever sent it. */
export function issueWords(issue: Issue): Told {
  // Messages of the schemas themselves are whole sentences of the catalogue.
  if (issue.message !== '') return new Told(issue.message, [], issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? told`is missing; it must be ${typeName(issue.expected)}`
        : told`must be ${typeName(issue.expected)}`;
    case 'unrecognized_keys':
      return told`has unknown fields: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return told`must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive !== false);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive !== false);
    case 'invalid_format':
      return formatNames[issue.format] ?? told`does not have the correct format`;
    case 'not_multiple_of':
      return told`must be a multiple of ${issue.divisor}`;
    case 'invalid_key':
      return told`has a name that is not valid here`;
    default:
      return unionWords(issue);
  }
}

function tooSmall(origin: string, least: number, inclusive: boolean): Told {
  if (origin === 'string') return least === 1 ? told`must not be empty` : told`must have at least ${least} characters`;
  if (origin === 'array' || origin === 'set') return told`must have at least ${least} entries`;
  return inclusive ? told`must be at least ${String(least)}` : told`must be more than ${String(least)}`;
}

function tooBig(origin: string, most: number, inclusive: boolean): Told {
  if (origin === 'string') return told`must have at most ${most} characters`;
  if (origin === 'array' || origin === 'set') return told`must have at most ${most} entries`;
  return inclusive ? told`must be at most ${String(most)}` : told`must be less than ${String(most)}`;
}

function unionWords(issue: Issue): Told {
  if (issue.code !== 'invalid_union') return told`is not valid here`;
  if ('options' in issue && Array.isArray(issue.options))
    return told`must be one of ${issue.options.map(String).join(', ')}`;
  const [first, ...others] = issue.errors.flatMap((branch) =>
    branch.flatMap((each) => (each.code === 'invalid_type' ? [typeName(each.expected)] : [])),
  );
  if (first === undefined) return told`is not valid here`;
  return told`must be ${others.reduce((all: Told, other) => told`${all} or ${other}`, first)}`;
}

const formatNames: Readonly<Record<string, Told>> = {
  uuid: told`must be a UUID such as 9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11`,
  guid: told`must be a UUID such as 9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11`,
  email: told`must be an e-mail address such as ada@example.org`,
  url: told`must be a web address such as https://example.org`,
  date: told`must be a day such as 2026-03-02`,
  datetime: told`must be a date and time such as 2026-03-02T10:00:00Z`,
  base64: told`must be encoded in Base64`,
};

const typeNames: Readonly<Record<string, Told>> = {
  string: told`a text`,
  number: told`a number`,
  int: told`a whole number`,
  boolean: told`true or false`,
  array: told`a list`,
  object: told`an object with fields`,
  record: told`an object with fields`,
  null: told`null`,
};

function typeName(type: string): Told {
  return typeNames[type] ?? asIs(type);
}
