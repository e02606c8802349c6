import { z } from 'zod';
import { LaurelError } from '../errors.ts';
import type { Page, Position } from '../store/lists/paging.ts';

const position = z.array(z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()])).max(5);

/** The position as the opaque text that clients send back; it belongs to one list in one order. */
export function encodeCursor(list: string, next: Position | null): string | null {
  return next === null ? null : Buffer.from(JSON.stringify([list, ...next])).toString('base64url');
}

/**
 * Reads a cursor that this list has given.
 *
 * @param list names the list and its order
 * @param length how many values a position of this list has
 * @throws LaurelError CURSOR_INVALID
 */
export function decodeCursor(list: string, length: number, cursor: string | undefined): Position | null {
  if (cursor === undefined) return null;
  try {
    const [from, ...values] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (from === list && values.length === length) return values;
  } catch {
    // Told below: to the client it is all one.
  }
  throw new LaurelError('CURSOR_INVALID', 'Begin with the first page, without a cursor.');
}

/** A page of the store as the API answers it. */
export function toPage<Item, View>(
  list: string,
  { items, next }: Page<Item>,
  toView: (item: Item) => View,
): { items: View[]; nextCursor: string | null } {
  return { items: items.map(toView), nextCursor: encodeCursor(list, next) };
}
