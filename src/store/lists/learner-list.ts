import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Queryable } from '../database/database.ts';
import { countUpTo } from './counting.ts';
import type { Count } from './counting.ts';
import { after, allOf, orderBy, pageOf } from './paging.ts';
import type { Order, Page, PageWish, Position } from './paging.ts';
import { queryBuilder } from './query-builder.ts';

/** A learner as the newest event told; empty texts when retired. */
export interface LearnerListing {
  /** LMS user id. */
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly retiredAt: Date | null;
  readonly createdAt: Date;
  /** LMS user id of the learner whom a newer event calls by the same user name; null where there is none. */
  readonly newerHolder: number | null;
}

interface Row extends LearnerListing {
  /** What it is sorted by. */
  readonly term: string;
  /** Microseconds since the newest event told it, below zero: the newest is the smallest. */
  readonly age: number;
  /** Whether an earlier way finds it. */
  readonly known: boolean;
  /** The how manieth that was read. */
  readonly place: number;
}

/** Of those to be left out there can be a million in a row: a search reads so many learners each way, and then says where it goes on. */
const mostRead = 20_000;

/** One way to find learners: which, in which order, and what leaves out those whom an earlier way has found. */
interface Way {
  readonly found: RawBuilder<boolean>;
  readonly order: Order<Row>;
  /** Its index gives all that it finds or nothing, however few are wanted. */
  readonly isWhole?: true;
}

/** The LMS can give a user name to another account; who had it before keeps it here until an event tells a new one. */
const newerHolder = sql`(
  SELECT newer.id FROM learner AS newer
  WHERE lower(newer.username) COLLATE "C" = lower(learner.username) AND newer.username = learner.username
    AND newer.username <> '' AND (newer.identity_time, -newer.id) > (learner.identity_time, -learner.id)
  ORDER BY newer.identity_time DESC, newer.id LIMIT 1)`;

const columns = sql`id, username, name, email, is_active AS active, retired_at AS "retiredAt", created_at AS "createdAt",
  ${newerHolder} AS "newerHolder"`;

const age = sql`-(extract(epoch FROM identity_time) * 1000000)::bigint`;

const byId: Order<LearnerListing> = {
  columns: [{ name: 'id', type: 'bigint', valueOf: ({ id }) => id }],
  direction: 'asc',
};

/** The learner of an LMS user id, or null. */
export async function findLearnerById(queryable: Queryable, id: number): Promise<LearnerListing | null> {
  const { rows } = await sql<LearnerListing>`SELECT ${columns} FROM learner WHERE id = ${id}`.execute(
    queryBuilder(queryable),
  );
  return rows[0] ?? null;
}

/** A page of all learners, by LMS user id. */
export async function listLearners(queryable: Queryable, { limit, position }: PageWish): Promise<Page<LearnerListing>> {
  const wanted = position === null ? allOf([]) : after(byId, position);
  const { rows } = await sql<LearnerListing>`
    SELECT ${columns} FROM learner WHERE ${wanted} ORDER BY ${orderBy(byId)} LIMIT ${limit + 1}`.execute(
    queryBuilder(queryable),
  );
  return pageOf(rows, limit, byId, (row) => row);
}

/**
 * A page of the learners whom a text names: the one with this LMS user id, then those whose user name begins so, then
 * by e-mail address, then by name, then those of whom every word that is searched for begins a word of name, user name or address, in
 * small or capital letters; nobody twice. Of those who are called the same, the one whom
 * the newest event called so comes first. One way after the other, each in the order
 * of its index, until the page is full: a search for one letter among a million reads a page and no more. Where very many were
 * found an earlier way, a page can have fewer than the limit, or none, and say where the next one begins.
 */
export async function searchLearners(
  queryable: Queryable,
  search: string,
  { limit, position }: PageWish,
): Promise<Page<LearnerListing>> {
  const ways = waysTo(search);
  const [first, ...from] = position ?? [0];
  const found: { readonly row: Row; readonly way: number }[] = [];
  const firstWay = wayOf(first, ways);
  let stopped: Position | null = null;
  for (let way = firstWay; way < ways.length && found.length <= limit && stopped === null; way += 1) {
    const earlier = ways.slice(0, way).map(({ found }) => found);
    const start = way === firstWay && from.length > 0 ? from : null;
    const rows = await find(queryable, ways[way] as Way, earlier, start, limit + 1 - found.length);
    found.push(...rows.filter(({ known }) => !known).map((row) => ({ row, way })));
    const last = rows.find(({ place }) => place === mostRead);
    if (last !== undefined) stopped = positionOf(way, last);
  }
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    items: found.slice(0, limit).map(({ row }) => withoutOrder(row)),
    next: last === undefined ? stopped : positionOf(last.way, last.row),
  };
}

/**
 * How many learners there are, or are named by a text, as far as it is cheap to know. Of each way to find them so many are read
 * that more than the bound are seen to be more; nobody counts twice. A way that reads all that it finds is gone only where the others
 * have found too few.
 */
export async function countLearners(queryable: Queryable, search: string): Promise<Count> {
  const count = (found: readonly RawBuilder<boolean>[]): Promise<Count> =>
    countUpTo(queryable, (limit) => {
      const each = found.map((condition) => sql`(SELECT id FROM learner WHERE ${condition} LIMIT ${limit})`);
      return sql`SELECT id FROM (${sql.join(each, sql` UNION `)}) AS found LIMIT ${limit}`;
    });
  if (search === '') return count([sql<boolean>`true`]);
  const ways = waysTo(search);
  const bounded = ways.filter(({ isWhole }) => !isWhole);
  const counted = await count(bounded.map(({ found }) => found));
  return counted.exact && bounded.length < ways.length ? count(ways.map(({ found }) => found)) : counted;
}

function positionOf(way: number, { term, age, id }: Row): Position {
  return [way, term, age, id];
}

function waysTo(search: string): Way[] {
  const number = /^\d{1,15}$/.test(search) ? Number(search) : null;
  const begins = (column: 'username' | 'email' | 'name'): Way => {
    const term = sql`lower(${sql.ref(column)}) COLLATE "C"`;
    return { found: sql<boolean>`${term} ^@ lower(${search}::text)`, order: byTerm(term) };
  };
  const withId: Way = { found: sql<boolean>`id = ${number ?? -1}::bigint`, order: byTerm(sql`''::text`) };
  const ways = [withId, begins('username'), begins('email'), begins('name')];
  const query = wordQuery(search);
  return query === null
    ? ways
    : [
        ...ways,
        {
          found: sql<boolean>`${words} @@ to_tsquery('simple', ${query})`,
          order: byTerm(sql`''::text`),
          isWhole: true,
        },
      ];
}

/** The words of a learner, as the index `learner_words` has them. */
const words = sql`to_tsvector('simple', translate(name || ' ' || username || ' ' || split_part(email, '@', 1), '._-+@', '     '))`;

/**
 * Every word that is searched for must begin one of the learner's. Null: something else than words stands there, such as the
 * beginning of an address, and means itself.
 */
function wordQuery(search: string): string | null {
  if (!/^[\p{L}\p{N}\p{M}\s]+$/u.test(search)) return null;
  const found = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return found.length === 0 ? null : found.map((word) => `'${word}':*`).join(' & ');
}

function byTerm(term: RawBuilder<unknown>): Order<Row> {
  return {
    columns: [
      { name: term, type: 'text', valueOf: (row) => row.term },
      { name: age, type: 'bigint', valueOf: (row) => row.age },
      ...byId.columns,
    ],
    direction: 'asc',
  };
}

/**
 * Reads learners one way, no more than {@link mostRead}: those whom no earlier way finds, and the last that was read if it
 * stopped there. The learners are read inside and left out outside, or PostgreSQL would read on for those to be left out.
 */
async function find(
  queryable: Queryable,
  { found, order }: Way,
  earlier: readonly RawBuilder<boolean>[],
  position: Position | null,
  limit: number,
): Promise<Row[]> {
  const wanted = [found, ...(position === null ? [] : [after(order, position)])];
  const [term] = order.columns.map(({ name }) => (typeof name === 'string' ? sql.ref(name) : name));
  const known = earlier.length === 0 ? sql`false` : sql`(${sql.join(earlier, sql` OR `)})`;
  const { rows } = await sql<Row>`
    SELECT ${columns}, term::text AS term, age, known, place FROM (
      SELECT learner.*, ${term} AS term, ${age} AS age, ${known} AS known,
             row_number() OVER (ORDER BY ${orderBy(order)}) AS place
      FROM learner WHERE ${allOf(wanted)} ORDER BY ${orderBy(order)} LIMIT ${mostRead}
    ) AS learner
    WHERE NOT known OR place = ${mostRead} ORDER BY learner.term, learner.age, learner.id LIMIT ${limit}`.execute(
    queryBuilder(queryable),
  );
  return rows;
}

/** The number of a way in a position, which comes back from strangers. */
function wayOf(value: Position[number] | undefined, ways: readonly Way[]): number {
  if (typeof value === 'number' && ways[value] !== undefined) return value;
  throw new LaurelError('CURSOR_INVALID', told`Start with the first page, without a cursor.`);
}

function withoutOrder(row: Row): LearnerListing {
  const { term: _, age: __, known: ___, place: ____, ...learner } = row;
  return learner;
}
