import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; null on the last one. */
  readonly next: Position | null;
}

/** Where a page begins: the values of the sort columns of the last item of the page before. */
export type Position = readonly (string | number | boolean | null)[];

/** How a list is sorted: by columns that together are unique, all in one direction, so that an index can serve it. */
export interface Order<Row> {
  readonly columns: readonly OrderColumn<Row>[];
  readonly direction: 'asc' | 'desc';
}

export interface OrderColumn<Row> {
  /** The column as it stands in the statement: `badge.created_at`. */
  readonly name: string;
  /** What its values are cast to when they come back in a position. */
  readonly type: 'text' | 'bigint' | 'integer' | 'timestamptz' | 'uuid';
  /** The value of a row, as text or number without loss: timestamps as text with microseconds. */
  readonly valueOf: (row: Row) => string | number;
}

/** The condition that leaves out everything up to a position: `(a, b) > ($1::text, $2::bigint)`. */
export function after<Row>({ columns, direction }: Order<Row>, position: Position): RawBuilder<boolean> {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const values = sql.join(columns.map(({ type }, place) => sql`${position[place] ?? null}::${sql.raw(type)}`));
  return direction === 'asc' ? sql<boolean>`(${names}) > (${values})` : sql<boolean>`(${names}) < (${values})`;
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
    next: last === undefined ? null : order.columns.map(({ valueOf }) => valueOf(last)),
  };
}
