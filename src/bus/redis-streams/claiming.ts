import type { RawMessage } from '../../events/message.ts';
import type { RedisConnection, Reply } from './connection.ts';
import type { Membership } from './consumer-group.ts';
import { readEntries } from './entries.ts';
import { Helping } from './helping.ts';

/** A row of XPENDING: how long the entry has been idle, and how often it was handed out. */
type PendingRow = readonly [id: Buffer, consumer: Buffer, idleMs: number, deliveries: number];

/**
 * Takes over what has been pending for too long with any consumer of the group: dead ones, earlier lives of this process,
 * and this one itself, when it read a message and could not finish it.
 *
 * XPENDING with IDLE and then XCLAIM, not XAUTOCLAIM: the latter doesn't tell how often a message was handed out, and its
 * answer about trimmed entries differs between versions.
 */
export class Claiming {
  readonly #connection: RedisConnection;
  readonly #membership: Membership;
  readonly #idleMs: number;
  readonly #onTrimmed: (ids: readonly string[]) => void;
  readonly #helping = new Helping();
  /** By the monotonic clock, which nobody can set back. */
  #next = 0;

  /** @param onTrimmed told of pending entries that are gone from the stream, and so lost before they were processed */
  constructor(
    connection: RedisConnection,
    membership: Membership,
    idleMs: number,
    onTrimmed: (ids: readonly string[]) => void,
  ) {
    this.#connection = connection;
    this.#membership = membership;
    this.#idleMs = idleMs;
    this.#onTrimmed = onTrimmed;
  }

  /** Milliseconds until the next look is due; 0 when it is due now, as at the start. */
  get dueInMs(): number {
    return Math.max(0, this.#next - performance.now());
  }

  /** Claims at most `limit` messages. Empty when nothing is left to claim; the next look is then due in a while. */
  async claim(limit: number): Promise<RawMessage[]> {
    const { messages, mayHaveMore } = await this.#helping.fill(limit, async (count) => {
      const rows = await this.#pending(count);
      return { found: rows.length, messages: rows.length === 0 ? [] : await this.#take(rows) };
    });
    // With more the next call goes on where this one ended.
    if (!mayHaveMore) this.#next = performance.now() + this.#idleMs / 2;
    return messages;
  }

  async #pending(count: number): Promise<readonly PendingRow[]> {
    const { topic, group } = this.#membership;
    const idle = ['IDLE', String(this.#idleMs)];
    const reply = await this.#connection.send(['XPENDING', topic, group, ...idle, '-', '+', String(count)]);
    return reply as readonly PendingRow[];
  }

  async #take(rows: readonly PendingRow[]): Promise<RawMessage[]> {
    const { topic, group, consumer } = this.#membership;
    const deliveries = new Map(rows.map(([id, , , count]) => [id.toString('latin1'), count + 1]));
    const ids = [...deliveries.keys()];
    const entries = await this.#connection.send(['XCLAIM', topic, group, consumer, String(this.#idleMs), ...ids]);
    const messages = readEntries(topic, entries, deliveries);
    for (const message of messages) deliveries.delete(message.position);
    if (deliveries.size > 0) await this.#settleTrimmed([...deliveries.keys()]);
    return messages;
  }

  /**
   * What XCLAIM did not give was either claimed by another consumer a moment ago, or trimmed from the stream. Only the
   * latter is acknowledged: no one can ever process it, and it would stay pending for ever.
   */
  async #settleTrimmed(ids: readonly string[]): Promise<void> {
    const { topic, group } = this.#membership;
    const looks = await this.#connection.sendAll(ids.map((id) => ['XRANGE', topic, id, id]));
    const gone = ids.filter((_, index) => isEmpty(looks[index]));
    if (gone.length === 0) return;
    await this.#connection.send(['XACK', topic, group, ...gone]);
    this.#onTrimmed(gone);
  }
}

function isEmpty(look: PromiseSettledResult<Reply> | undefined): boolean {
  return look?.status === 'fulfilled' && Array.isArray(look.value) && look.value.length === 0;
}
