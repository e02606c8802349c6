import type { Logger } from 'pino';
import type { BusPosition } from '../../store/engine/bus-positions.ts';
import type { RedisConnection, Reply } from './connection.ts';
import { refusalCode } from './failures.ts';
import type { Membership } from './consumer-group.ts';
import { ensureGroup } from './consumer-group.ts';
import { GapLedger } from './gap-ledger.ts';
import type { GapLedgerParts, Suspicion } from './gap-ledger.ts';
import { advance, advanceByRead, findGap, isSuspicious, positionBefore, positionOf } from './gaps.ts';
import { lookCommands, readInfo, readLook, readStream } from './look.ts';
import type { StreamInfo, StreamLook } from './look.ts';

export type GapWatchParts = GapLedgerParts;

const storeEveryMs = 10_000;

/**
 * Watches one topic for messages that are gone before its group has read them. It looks with each read, in the same
 * breath, so that the group can't read past a gap unseen. What it finds goes into the {@link GapLedger}; reading never
 * waits for that.
 */
export class GapWatch {
  readonly #membership: Membership;
  readonly #logger: Logger;
  readonly #ledger: GapLedger;
  #position: BusPosition | null = null;
  #storeAgainAt = 0;
  #blind = false;

  constructor(parts: GapWatchParts) {
    this.#membership = parts.membership;
    this.#logger = parts.logger;
    this.#ledger = new GapLedger(parts);
  }

  /**
   * Makes sure that the group is there, and knows from where on everything is promised to it. Waits for the database.
   *
   * @returns true when the group was made
   */
  async join(connection: RedisConnection): Promise<boolean> {
    const before = await this.#look(connection);
    // Stored before the group is made: whoever finds the group finds this, too.
    const position =
      before && (await this.#ledger.begin(before.hasGroup ? positionOf(before) : positionBefore(before)));
    const made = await ensureGroup(connection, this.#membership);
    const after = position && (await this.#look(connection));
    if (position === null || after === null) return made;
    const known = this.#ledger.newest(this.#position, { ...position, joined: true });
    if (made && position.joined) this.#ledger.groupGone(known, after);
    if (!position.joined) this.#ledger.keep(known);
    this.#position = this.#judged(known, after);
    if (isSuspicious(known, after)) this.#settle({ position: known, look: after, after: this.#position });
    return made;
  }

  /** The looks that go before a read; {@link seen} takes their answers. */
  get commands(): ReturnType<typeof lookCommands> {
    return lookCommands(this.#membership);
  }

  /** @param ids what the read gave, in order */
  async seen(
    connection: RedisConnection,
    stream: StreamInfo | null,
    groups: PromiseSettledResult<Reply> | undefined,
    ids: readonly string[],
  ): Promise<void> {
    if (stream === null || groups?.status !== 'fulfilled') return;
    const look = readLook(stream, groups.value, this.#membership.group);
    const before = this.#position;
    if (look === null || before === null) return;
    const suspicious = isSuspicious(before, look);
    // What the server counts as read is compared again where the gap ends, before others read on.
    const next = suspicious && ids.length > 0 ? await this.#look(connection) : null;
    const judged = this.#judged(before, look);
    const after = next === null ? judged : advanceByRead(judged, look, ids, next);
    this.#position = after;
    if (suspicious) this.#settle({ position: before, look, after });
    else if (Date.now() >= this.#storeAgainAt) {
      this.#storeAgainAt = Date.now() + storeEveryMs;
      this.#ledger.keep(after);
    }
  }

  /** Of messages that were read, and were gone before they were processed. */
  unfinished(ids: readonly string[]): void {
    this.#ledger.unfinished(ids, this.#position?.life ?? 1);
  }

  /** Resolves when all is stored, or can't be. */
  async close(): Promise<void> {
    if (this.#position !== null) this.#ledger.keep(this.#position);
    await this.#ledger.close();
  }

  #judged(position: BusPosition, look: StreamLook): BusPosition {
    return advance(findGap(position, look, this.#ledger)?.told ?? position, look);
  }

  #settle(suspicion: Suspicion): void {
    this.#ledger.settle(suspicion, (settled) => {
      this.#position = this.#ledger.newest(this.#position, settled);
    });
  }

  /** Null when this user of Redis may not look; that is said once, and reading goes on without. */
  async #look(connection: RedisConnection): Promise<(StreamLook & { readonly hasGroup: boolean }) | null> {
    const [stream, groups] = await connection.sendAll(this.commands);
    if (stream?.status === 'fulfilled' && groups?.status === 'fulfilled') {
      const info = readInfo(stream.value);
      const look = readLook(info, groups.value, this.#membership.group);
      return { ...(look ?? readStream(info)), hasGroup: look !== null };
    }
    const refusal = stream?.status === 'rejected' ? stream.reason : (groups as PromiseRejectedResult).reason;
    if (refusalCode(refusal) === 'ERR') return { ...readStream(new Map()), added: 0, hasGroup: false };
    if (refusalCode(refusal) !== 'NOPERM') throw refusal;
    if (!this.#blind)
      this.#logger.warn(
        { topic: this.#membership.topic },
        'messages lost before they are read cannot be detected: the Redis user may not use XINFO; allow it',
      );
    this.#blind = true;
    return null;
  }
}
