import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '../../errors.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import type { Database, Transaction } from '../../store/database/database.ts';
import { storeBusGap } from '../../store/engine/bus-gaps.ts';
import type { BusGap, GapReason } from '../../store/engine/bus-gaps.ts';
import { beginBusPosition, loadBusPosition, storeBusPosition } from '../../store/engine/bus-positions.ts';
import type { BusPosition } from '../../store/engine/bus-positions.ts';
import { RedisConnection } from './connection.ts';
import type { Membership } from './consumer-group.ts';
import { isAfter } from './entry-id.ts';
import { countAfter, findGap, groupGone, isReplaced, unfinishedGap } from './gaps.ts';
import { countUnread } from './group-position.ts';
import { readInfo, readStream } from './look.ts';
import type { StreamLook } from './look.ts';

export interface GapLedgerParts {
  readonly membership: Membership;
  readonly url: string;
  readonly logger: Logger;
  /** Where positions and gaps are kept; null: only as long as the process lives. */
  readonly database: Database | null;
  /** How long the stream is at most, as far as the settings know. */
  readonly streamMaxLength: number;
  /** Told of each gap by the process that has found it first. */
  readonly onGap?: (topic: string, gap: BusGap) => void;
}

/** A look that seems to show a gap, from where the group was known to be. */
export interface Suspicion {
  readonly position: BusPosition;
  readonly look: StreamLook;
  /** The position after that look, and after what was read then. */
  readonly after: BusPosition;
}

const databasePauseMs = 1_000;

/**
 * Keeps what was lost of one topic and how far its group has read, in the database, one after the other and in the
 * background; while the database is away it waits. Processes that find the same gap agree under the lock of the group's
 * row, so that it is told once.
 */
export class GapLedger {
  readonly #parts: GapLedgerParts;
  readonly #closing = new AbortController();
  #storing: Promise<void> = Promise.resolve();
  #failing = false;

  constructor(parts: GapLedgerParts) {
    this.#parts = parts;
  }

  /** How long the stream is when it is trimmed. */
  get fullLength(): number {
    return this.#parts.streamMaxLength;
  }

  /** Where the group is known to be, or, when nobody knows, where it begins. Null when the ledger was closed meanwhile. */
  async begin(beginning: BusPosition): Promise<BusPosition | null> {
    const { database, membership } = this.#parts;
    if (database === null) return beginning;
    let known: BusPosition | null = null;
    await this.#patiently(async () => {
      known = await beginBusPosition(database, membership, beginning);
    });
    return known;
  }

  /** Of two positions of the group the one that knows more. */
  newest(one: BusPosition | null, other: BusPosition): BusPosition {
    if (one === null || one.life !== other.life) return one !== null && one.life > other.life ? one : other;
    // Somebody else has told of a gap: what was counted before does not go on after it.
    const goesOn = isAfter(other.lostTo, one.lostTo) || isAfter(other.readId, one.readId);
    return goesOn ? { ...other, added: one.added, newestId: one.newestId, oldestId: one.oldestId } : one;
  }

  /** Tells of a gap, if there is one: under the lock, where what others have told is known. */
  settle({ position, look, after }: Suspicion, onSettled: (position: BusPosition) => void): void {
    const { fullLength } = this;
    this.#inTurn(
      async () => {
        const unread = await this.#count(position, look);
        const settled = await this.#underLock(async (transaction, stored) => {
          const alone = stored === null || (stored.life === position.life && stored.lostTo === position.lostTo);
          const { added, newestId, oldestId } = position;
          const base = alone ? position : { ...stored, added, newestId, oldestId };
          const finding = findGap(base, look, { unread, fullLength });
          if (finding === null) return { gap: null, position: base };
          const { lostTo, told, life } = finding.told;
          // Where the reading went on from there, what is known of it holds, whoever told what was lost before.
          const now = after.life === life ? { ...after, lostTo, told } : finding.told;
          if (transaction !== null) {
            await storeBusGap(transaction, this.#parts.membership, finding.gap);
            await storeBusPosition(transaction, this.#parts.membership, now);
          }
          return { gap: finding.gap, position: now };
        });
        if (settled.gap !== null) this.#tell(settled.gap);
        onSettled(settled.position);
      },
      findGap(position, look, { fullLength })?.gap ?? null,
    );
  }

  /** The group was made again: what is still there is read once more, and a look tells what is not. */
  groupGone(position: BusPosition, look: StreamLook): void {
    if (!isReplaced(position, look)) this.#add(groupGone(position, look));
  }

  unfinished(ids: readonly string[], life: number): void {
    this.#add(unfinishedGap(ids, life));
  }

  /** Stores a position, unless a newer one is there. That can be done without: the next one comes soon. */
  keep(position: BusPosition): void {
    this.#storing = this.#storing
      .then(() =>
        this.#underLock(async (transaction, stored) => {
          if (transaction === null || stored === null || stored.life !== position.life) return;
          if (isAfter(stored.readId, position.readId) || stored.lostTo !== position.lostTo) return;
          await storeBusPosition(transaction, this.#parts.membership, position);
        }),
      )
      .catch((error: unknown) => {
        this.#parts.logger.debug({ code: errorCode(error) }, 'the position on the bus was not stored');
      });
  }

  /** Resolves when all is stored, or the database does not answer. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#storing;
  }

  #add(gap: BusGap): void {
    this.#inTurn(async () => {
      const fresh = await this.#underLock(
        async (transaction) => transaction === null || storeBusGap(transaction, this.#parts.membership, gap),
      );
      if (fresh) this.#tell(gap);
    }, gap);
  }

  /** @param gap what is told in the log when the database can't be told now */
  #inTurn(work: () => Promise<void>, gap: BusGap | null): void {
    this.#storing = this.#storing.then(() =>
      this.#patiently(work, () => {
        if (gap !== null) this.#log(gap);
      }),
    );
  }

  async #patiently(work: () => Promise<void>, onFirstFailure = (): void => {}): Promise<void> {
    const { signal } = this.#closing;
    for (let tries = 0; ; tries += 1) {
      try {
        await work();
        this.#failing = false;
        return;
      } catch (error) {
        if (tries === 0) onFirstFailure();
        const failure = classifyDatabaseFailure(error);
        if (failure !== 'away' && failure !== 'conflict') {
          this.#parts.logger.error({ code: errorCode(error) }, 'the record of lost messages could not be stored');
          return;
        }
        if (!this.#failing)
          this.#parts.logger.warn({ code: errorCode(error) }, 'the record of lost messages waits for the database');
        this.#failing = true;
      }
      await pause(databasePauseMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
    }
  }

  #underLock<T>(work: (transaction: Transaction | null, stored: BusPosition | null) => Promise<T>): Promise<T> {
    const { database, membership } = this.#parts;
    if (database === null) return work(null, null);
    return database.transaction(async (transaction) =>
      work(transaction, await loadBusPosition(transaction, membership, { lock: true })),
    );
  }

  async #count(position: BusPosition, look: StreamLook): Promise<number | null> {
    const lastDelivered = countAfter(position, look);
    if (lastDelivered === null) return null;
    const connection = new RedisConnection(this.#parts.url);
    const { topic } = this.#parts.membership;
    try {
      const unread = await countUnread(connection, topic, { lastDelivered, claimedLag: null }, look.length);
      const { added, length } = readStream(readInfo(await connection.send(['XINFO', 'STREAM', topic])));
      // What came or went meanwhile is in the count, and was not in the look.
      return added === look.added && length === look.length ? unread : null;
    } catch {
      return null;
    } finally {
      connection.close();
    }
  }

  #tell(gap: BusGap): void {
    const { membership, onGap } = this.#parts;
    this.#log(gap);
    onGap?.(membership.topic, gap);
  }

  #log({ reason, lost, exact, from, until }: BusGap): void {
    const { logger, membership } = this.#parts;
    const { topic, group } = membership;
    const level = exact && lost === 0 ? 'warn' : 'error';
    const count = exact ? { lost } : { lostAtLeast: lost };
    logger[level]({ topic, group, ...count, from, until }, logMessages[reason]);
  }
}

const logMessages: Readonly<Record<GapReason, string>> = {
  trimmed:
    'messages were trimmed from the stream before they were read and are lost; increase EVENT_BUS_REDIS_STREAM_MAX_LEN at the sender',
  deleted: 'messages were deleted from the stream before they were read and are lost',
  unfinished:
    'messages were trimmed from the stream before they were processed and are lost; increase EVENT_BUS_REDIS_STREAM_MAX_LEN at the sender',
  group_gone: 'the consumer group was deleted; recreating it and reading the topic from its beginning',
  topic_gone:
    'the topic was deleted, evicted or replaced by an older copy; its unread messages are lost. Make sure that Redis keeps its data and evicts nothing',
};
