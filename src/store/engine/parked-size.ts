import { createHash } from 'node:crypto';
import type { RawMessage } from '../../events/message.ts';

/** The largest payload that is kept whole: none that is larger is ever read, so a retry could do nothing with it. */
export const LARGEST_KEPT_BODY = 1 << 20;
/** What is kept of a payload that is larger, and of metadata at most. */
export const KEPT_HEAD = 1 << 16;

/** The bytes of a message as they are kept. */
export interface KeptBytes {
  readonly fields: readonly Buffer[];
  readonly body: Buffer | null;
  /** Of the payload as it came, when not all was kept; else null. */
  readonly whole: { readonly size: number; readonly sha256: string } | null;
}

/**
 * What is kept of a message: all of it, or of one that is too large the beginning, its size and what it can be recognised by.
 *
 * @param withBytes false: nothing but size and sum
 */
export function keptBytesOf({ fields, body }: Pick<RawMessage, 'fields' | 'body'>, withBytes = true): KeptBytes {
  const metadata = fields.reduce((sum, field) => sum + field.length, 0);
  const size = body?.length ?? 0;
  if (withBytes && size <= LARGEST_KEPT_BODY && metadata <= KEPT_HEAD) return { fields, body, whole: null };
  const sha256 = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  return {
    fields: withBytes ? headOf(fields) : [],
    body: withBytes ? (body?.subarray(0, KEPT_HEAD) ?? null) : null,
    whole: { size, sha256 },
  };
}

/** Fields until the room is used up. Each takes some by itself, for a message can have a million empty ones. */
function headOf(fields: readonly Buffer[]): Buffer[] {
  const head: Buffer[] = [];
  let room = KEPT_HEAD;
  for (const field of fields) {
    if (room <= 0) break;
    head.push(field.subarray(0, room));
    room -= field.length + 16;
  }
  return head;
}
