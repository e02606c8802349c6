import { isFields, textOf } from '../base/values.ts';
import { refuse } from './errors.ts';
import type { Credential } from './model.ts';
import type { AccredibleState } from './state.ts';

/** The query language of the v2 search: `key` or `key[operator]`, all of which must hold; text matches exactly. */

const texts: Readonly<Record<string, (credential: Credential) => string | null>> = {
  uuid: ({ uuid }) => uuid,
  'group.id': ({ groupId }) => groupId,
  recipient_name: ({ recipient }) => recipient.name,
  recipient_email: ({ recipient }) => recipient.email,
  recipient_id: ({ recipient }) => recipient.id,
  license_id: ({ licenseId }) => licenseId,
  approve: ({ approve }) => String(approve),
};

const days: Readonly<Record<string, (credential: Credential) => string | null>> = {
  issued_on: ({ issuedOn }) => issuedOn,
  expired_on: ({ expiredOn }) => expiredOn,
  created_at: ({ createdAt }) => createdAt.slice(0, 10),
  updated_at: ({ updatedAt }) => updatedAt.slice(0, 10),
};

const maps: Readonly<Record<string, (credential: Credential) => Readonly<Record<string, unknown>> | null>> = {
  meta_data: ({ metaData }) => metaData,
  recipient_meta_data: ({ recipient }) => recipient.metaData,
  custom_attributes: ({ customAttributes }) => customAttributes,
};

const comparisons: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
};

type Match = (credential: Credential) => boolean;

/** @throws Refusal with 400 when the query is none: absent, unknown key, operator that the key does not have */
export function compileQuery(state: AccredibleState, query: unknown): Match {
  if (!isFields(query)) throw refuse(state, 400, 'Simulated: query is required');
  const matches = Object.entries(query).map(([word, wanted]) => compileCondition(state, word, wanted));
  return (credential) => matches.every((match) => match(credential));
}

function compileCondition(state: AccredibleState, word: string, wanted: unknown): Match {
  const [, key = '', operator = 'eq'] = /^([\w.]+?)(?:\[(\w+)\])?$/.exec(word) ?? [];
  const map = maps[key];
  if (map && operator === 'eq' && isFields(wanted))
    return (credential) => Object.entries(wanted).every(([name, value]) => map(credential)?.[name] === value);
  const read = texts[key] ?? days[key];
  if (!read) throw refuse(state, 400, `Simulated: the query has the unknown key ${word}`);
  if (operator === 'in' && Array.isArray(wanted)) {
    const list = new Set(wanted.map(String));
    return (credential) => list.has(read(credential) ?? '');
  }
  const comparison = days[key] && comparisons[operator];
  const bound = typeof wanted === 'boolean' ? String(wanted) : textOf(wanted);
  if (operator === 'eq') return (credential) => read(credential) === bound;
  if (!comparison || bound === null) throw refuse(state, 400, `Simulated: the query can't do ${word}`);
  return (credential) => {
    const value = read(credential);
    return value !== null && comparison(value, bound);
  };
}

const sortKeys: Readonly<Record<string, (state: AccredibleState, credential: Credential) => string | number>> = {
  id: (_state, { id }) => Number(id),
  recipient_name: (_state, { recipient }) => recipient.name,
  'group.name': (state, { groupId }) => state.groups.get(groupId)?.name ?? '',
  issued_on: (_state, { issuedOn }) => issuedOn,
  expired_on: (_state, { expiredOn }) => expiredOn ?? '',
};

type SortValue = string | number;

interface Sort {
  readonly compare: (a: Credential, b: Credential) => number;
  /** The cursor that stands behind a credential. */
  readonly keyOf: (credential: Credential) => string;
  /** Whether a credential comes behind a cursor. */
  readonly isAfter: (cursor: string) => (credential: Credential) => boolean;
}

/** `{"key": "asc" | "desc"}`; by id when absent. The id decides between equals. */
export function compileSort(state: AccredibleState, sort: unknown): Sort {
  const wanted = Object.entries(isFields(sort) ? sort : {}).map(([word, direction]) => {
    const read = sortKeys[word];
    if (!read) throw refuse(state, 400, `Simulated: can't sort by ${word}`);
    return { read, sign: direction === 'desc' ? -1 : 1 };
  });
  const keys = [...wanted, { read: (_state: AccredibleState, { id }: Credential) => Number(id), sign: 1 }];
  const valuesOf = (credential: Credential) => keys.map(({ read }) => read(state, credential));
  const order = (a: readonly SortValue[], b: readonly SortValue[]): number => {
    for (const [place, { sign }] of keys.entries()) {
      const [left, right] = [a[place] ?? '', b[place] ?? ''];
      if (left !== right) return (left < right ? -1 : 1) * sign;
    }
    return 0;
  };
  return {
    compare: (a, b) => order(valuesOf(a), valuesOf(b)),
    keyOf: (credential) => Buffer.from(JSON.stringify(valuesOf(credential))).toString('base64url'),
    isAfter: (cursor) => {
      const behind = readCursor(state, cursor);
      return (credential) => order(valuesOf(credential), behind) > 0;
    },
  };
}

function readCursor(state: AccredibleState, cursor: string): readonly SortValue[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values)) return values as SortValue[];
  } catch {
    // Falls through to the refusal.
  }
  throw refuse(state, 400, 'Simulated: no such cursor');
}
