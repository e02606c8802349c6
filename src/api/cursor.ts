import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { LaurelError } from '../errors.ts';
import { told } from '../told.ts';
import type { Page, Position } from '../store/lists/paging.ts';

const positionSchema = z.array(z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()])).max(5);

/** Half a digest: nobody guesses it, and cursors stay short. */
const signatureBytes = 16;

/** Where the next page of a list begins, as the opaque text that clients send back. */
export interface Cursors {
  /** A page of the store as the API answers it. */
  page<Item, View>(
    list: string,
    page: Page<Item>,
    toView: (item: Item) => View,
  ): { items: View[]; nextCursor: string | null };
  /**
   * Reads a cursor that this list has given; null without one.
   *
   * @param list names the list and its order
   * @param length how many values a position of this list has
   * @throws LaurelError CURSOR_INVALID
   */
  read(list: string, length: number, cursor: string | undefined): Position | null;
  /** The cursor of a position in a list. */
  write(list: string, position: Position): string;
}

/**
 * Cursors are signed, so that a list goes on only where it has stopped before: whoever could choose the place would choose
 * the one that costs most. The signature holds for one list in one order.
 *
 * @param secret LAUREL_SECRET, the same in every process: a page may come from another one than the page before
 */
export function createCursors(secret: string): Cursors {
  const key = createHmac('sha256', secret).update('laurel list cursor').digest();
  const sign = (list: string, position: Buffer): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(list)).update(position).digest().subarray(0, signatureBytes);

  function write(list: string, position: Position): string {
    const bytes = Buffer.from(JSON.stringify(position));
    return Buffer.concat([sign(list, bytes), bytes]).toString('base64url');
  }

  return {
    write,

    page: (list, { items, next }, toView) => ({
      items: items.map(toView),
      nextCursor: next === null ? null : write(list, next),
    }),

    read(list, length, cursor) {
      if (cursor === undefined) return null;
      const bytes = Buffer.from(cursor, 'base64url');
      const [signature, position] = [bytes.subarray(0, signatureBytes), bytes.subarray(signatureBytes)];
      if (signature.length === signatureBytes && timingSafeEqual(signature, sign(list, position))) {
        const values = positionSchema.safeParse(JSON.parse(position.toString()));
        if (values.data?.length === length) return values.data;
      }
      throw new LaurelError('CURSOR_INVALID', told`Start with the first page, without a cursor.`);
    },
  };
}
