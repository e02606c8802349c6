import { z } from 'zod';
import { failpointNames, parseFailpoints } from '../failpoints.ts';

/**
 * How the values of settings are read. The environment gives text, a settings file gives YAML values, and operators
 * copy both from Python settings; so `True`, `"true"` and `true` mean the same, and `None` means nothing is set.
 */

/** Reads one value as text; `expected` completes "must be ...". */
function scalar<T>(expected: string, parse: (text: string) => T | undefined): z.ZodType<T> {
  return z.unknown().transform((value, context) => {
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    const parsed = isScalar ? parse(String(value).trim()) : undefined;
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: `must be ${expected}` });
    return z.NEVER;
  });
}

/** The spellings of Python's and Django's readers of the environment. */
const trueWords = new Set(['true', '1', 'yes', 'on', 't', 'y', 'ok']);
const falseWords = new Set(['false', '0', 'no', 'off', 'f', 'n']);

export const boolean = scalar('true or false', (text) =>
  trueWords.has(text.toLowerCase()) ? true : falseWords.has(text.toLowerCase()) ? false : undefined,
);

export const text = scalar('a text', (value) => (value === '' ? undefined : value));

/** What stands before an LMS user id; it ends in something else than a digit, so that the id can be told apart. */
export const earnerIdPrefix = scalar(
  'up to 40 letters, digits, "-", "_" and ".", not ending in a digit, or none',
  (value) =>
    value.toLowerCase() === 'none' ? '' : /^[A-Za-z0-9._-]{0,39}[A-Za-z._-]$/.test(value) ? value : undefined,
);

export function wholeNumber(least: number, most: number): z.ZodType<number> {
  return scalar(`a whole number from ${least} to ${most}`, (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? number : undefined;
  });
}

/** Points at which a process under test ends or freezes. */
export const failpoints = scalar(
  `a list such as consume.committed=kill,deliver.called=stop@3; the points are ${failpointNames.join(', ')}`,
  parseFailpoints,
);

/** A part of a whole: 0, 0.25, 1. */
export const fraction = scalar('a number from 0 to 1', (value) => {
  const number = /^\d*\.?\d+$/.test(value) ? Number(value) : NaN;
  return number >= 0 && number <= 1 ? number : undefined;
});

/** HTTP headers as OpenTelemetry writes them: `name=value` with commas between, values percent-encoded. */
export const headerList = scalar('a list such as api-key=secret,tenant=42', (list) => {
  const headers = new Map<string, string>();
  for (const pair of list.split(',')) {
    const [, name, value] = /^\s*([\w!#$&'*+.^`|~-]+)\s*=\s*([\x21-\x7e]+)\s*$/.exec(pair) ?? [];
    const decoded = decodePercent(value);
    if (name === undefined || decoded === undefined) return undefined;
    headers.set(name, decoded);
  }
  return headers;
});

/** The text of what is percent-encoded; undefined when it is not, or has characters that no header has. */
function decodePercent(encoded = '%'): string | undefined {
  try {
    const decoded = decodeURIComponent(encoded);
    return /^[\x20-\x7e]+$/.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** A time in seconds, read as milliseconds. */
export function seconds(least: number, most: number): z.ZodType<number> {
  return scalar(`a time in seconds from ${least} to ${most}`, (value) => {
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? Math.round(number * 1000) : undefined;
  });
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]): z.ZodType<Choice> {
  return scalar(`one of ${choices.join(', ')}`, (value) =>
    choices.find((choice) => choice.toLowerCase() === value.toLowerCase()),
  );
}

/** A URL of one of the schemes. The value may hold a password, so no message repeats it. */
export function url(schemes: readonly string[], example: string): z.ZodType<string> {
  return scalar(`a URL such as ${example}`, (value) =>
    URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)) ? value : undefined,
  );
}

/** A sender or receiver of mail: an address, alone or behind a name. */
export const mailbox = scalar('an address such as badges@example.org, or Badges <badges@example.org>', (value) => {
  const [, name = '', bracketed, alone] =
    /^(?:([^<>\r\n]*)<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@,]+@[^<>\s@,]+))$/.exec(value) ?? [];
  const address = bracketed ?? alone;
  return address === undefined ? undefined : { name: name.trim().replace(/^"(.*)"$/, '$1'), address };
});

/** The base of an HTTP API, with the trailing slash that relative paths need. */
export const baseUrl = url(['https', 'http'], 'https://api.example.org/v1/').transform((value) =>
  value.endsWith('/') ? value : `${value}/`,
);

/** A list: YAML in a file, separated by commas in the environment. */
export const textList: z.ZodType<readonly string[]> = z.unknown().transform((value, context) => {
  const items: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  const texts = items.map((item) => (typeof item === 'string' ? item.trim() : ''));
  if (texts.length > 0 && texts.every((item) => item !== '')) return [...new Set(texts)];
  context.addIssue({ code: 'custom', message: 'must be a list of texts, and not an empty one' });
  return z.NEVER;
});

/** A list that may be empty. */
export const anyTextList: z.ZodType<readonly string[]> = z.unknown().transform((value, context) => {
  if (Array.isArray(value) && value.length === 0) return [];
  const list = textList.safeParse(value);
  if (list.success) return list.data;
  context.addIssue({ code: 'custom', message: 'must be a list of texts' });
  return z.NEVER;
});

/**
 * Days by account: `2026-03-02`.
 *
 * @param spell gives an account its one spelling
 */
export function datesByAccount(
  account: RegExp,
  accountForm: string,
  spell = (name: string): string => name,
): z.ZodType<ReadonlyMap<string, string>> {
  return z.unknown().transform((value, context) => {
    const dates = new Map<string, string>();
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isMapping) context.addIssue({ code: 'custom', message: `must be a mapping from ${accountForm} to a day` });
    for (const [name, date] of Object.entries(isMapping ? value : {})) {
      const day = z.iso.date().safeParse(date);
      if (!account.test(name))
        context.addIssue({ code: 'custom', message: `has "${name}", which is not ${accountForm}` });
      else if (!day.success)
        context.addIssue({ code: 'custom', message: `has no day for "${name}": write it as 2026-03-02` });
      else dates.set(spell(name), day.data);
    }
    return dates;
  });
}

/**
 * API keys by account. Keys go out in an HTTP header: they must be plain visible characters, and a key that is not is
 * told here instead of failing at the first call.
 *
 * @param spell gives an account its one spelling
 */
export function keysByAccount(
  account: RegExp,
  accountForm: string,
  spell = (name: string): string => name,
): z.ZodType<ReadonlyMap<string, string>> {
  return z.unknown().transform((value, context) => {
    const keys = new Map<string, string>();
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isMapping) context.addIssue({ code: 'custom', message: `must be a mapping from ${accountForm} to API key` });
    for (const [index, [name, key]] of Object.entries(isMapping ? value : {}).entries()) {
      const valid = typeof key === 'string' && /^[\x21-\x7e]+$/.test(key);
      if (!account.test(name)) {
        // The name itself is not repeated: in a mapping the wrong way round it is the key.
        context.addIssue({
          code: 'custom',
          message: `has as name number ${index + 1} something other than ${accountForm}`,
        });
      } else if (!valid) {
        context.addIssue({
          code: 'custom',
          message: `has no usable API key for "${name}": write it as a text in quotes, ASCII characters without blanks`,
        });
      } else keys.set(spell(name), key);
    }
    return keys;
  });
}
