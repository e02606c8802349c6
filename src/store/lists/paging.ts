import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null on the last one. */
  readonly next: Position | null;
}

/** Which page of a list. */
export interface PageWish {
  readonly limit: number;
  /** Null: the first one. */
  readonly position: Position | null;
}

/** Where a page begins: the values of the sort columns of the last item of the page before. */
export type Position = readonly (string | number | boolean | null)[];

/** How a list is sorted: by columns that together are unique, all in one direction, so that an index can serve it. */
export interface Order<Row> {
  readonly columns: readonly OrderColumn<Row>[];
  readonly direction: 'asc' | 'desc';
}

export interface OrderColumn<Row> {
  /** The column as it stands in the statement: `badge.created_at`; or an expression that an index is made of. */
  readonly name: string | RawBuilder<unknown>;
  /** What its values are cast to when they come back in a position; `micros` become a timestamptz. */
  readonly type: PositionType;
  /** The value of a row, as text or number without loss: timestamps as {@link micros}. */
  readonly valueOf: (row: Row) => string | number;
}

export type PositionType = 'text' | 'bigint' | 'integer' | 'timestamptz' | 'micros' | 'uuid';

/** Selects a timestamp as microseconds since 1970, without loss: for positions, and for times of events. */
export function micros(column: string): RawBuilder<number> {
  return sql<number>`(extract(epoch FROM ${sql.ref(column)}) * 1000000)::bigint`;
}

/**
 * The condition that leaves out everything up to a position: `(a, b) > ($1::text, $2::bigint)`.
 *
 * @throws LaurelError CURSOR_INVALID for values that this list never gave: positions come back from strangers
 */
export function after<Row>({ columns, direction }: Order<Row>, position: Position): RawBuilder<boolean> {
  if (!columns.every(({ type }, place) => isOfType(type, position[place])))
    throw new LaurelError('CURSOR_INVALID', told`Start with the first page, without a cursor.`);
  const names = sql.join(columns.map(({ name }) => (typeof name === 'string' ? sql.ref(name) : name)));
  const values = sql.join(columns.map(({ type }, place) => cast(type, position[place] ?? null)));
  return direction === 'asc' ? sql<boolean>`(${names}) > (${values})` : sql<boolean>`(${names}) < (${values})`;
}

/** All of the conditions; true when there are none. */
export function allOf(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` AND `)}`;
}

/** Sorts by the order's columns. */
export function orderBy<Row>({ columns, direction }: Order<Row>): RawBuilder<unknown> {
  const names = columns.map(
    ({ name }) => sql`${typeof name === 'string' ? sql.ref(name) : name} ${sql.raw(direction)}`,
  );
  return sql.join(names);
}

function cast(type: PositionType, value: Position[number]): RawBuilder<unknown> {
  // Exact, as every whole number of microseconds is up to the year 2255.
  if (type === 'micros') return sql`'epoch'::timestamptz + ${value}::double precision * interval '1 microsecond'`;
  return sql`${value}::${sql.raw(type)}`;
}

function isOfType(type: PositionType, value: unknown): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
    case 'bigint':
    case 'micros':
      return Number.isSafeInteger(value);
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
    case 'uuid':
      return typeof value === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
    case 'timestamptz':
      return typeof value === 'string' && isTimestamp(value);
  }
}

/** `2026-11-25 10:00:00.123456+00`, as PostgreSQL writes it; or as ISO 8601 has it. */
function isTimestamp(text: string): boolean {
  const form =
    /^(\d{4})-(\d\d)-(\d\d)[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)$/;
  const [, year, month, day] = (form.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || year === 0) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Makes a page of rows that were read with one more than the limit: the one too many says that there is a next page.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  order: Order<Row>,
  toItem: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, limit);
  const last = rows.length > limit ? kept.at(-1) : undefined;
  return {
    items: kept.map(toItem),
    next: last === undefined ? null : positionIn(order, last),
  };
}

/** Where a row lies in an order: what a next page goes on from. */
export function positionIn<Row>({ columns }: Order<Row>, row: Row): Position {
  return columns.map(({ valueOf }) => valueOf(row));
}
