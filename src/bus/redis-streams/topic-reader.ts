import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RawMessage } from '../../events/message.ts';
import { failpoint } from '../../failpoints.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import { Outage } from '../outage.ts';
import { Claiming } from './claiming.ts';
import { isRefused, readingProbes, requireCommands } from './commands.ts';
import { RedisConnection } from './connection.ts';
import type { Reply } from './connection.ts';
import { busUnavailable, describeFailure, refusalCode } from './failures.ts';
import type { Membership } from './consumer-group.ts';
import { tidyConsumers } from './consumer-group.ts';
import { readEntries } from './entries.ts';
import { GapWatch } from './gap-watch.ts';
import type { GapWatchParts } from './gap-watch.ts';
import { Helping } from './helping.ts';
import { newestBytes, readInfo } from './look.ts';
import { platformLength } from './trimming.ts';

const tidyEveryMs = 3_600_000;
/**
 * One blocked read; the poll goes on with the next. Whatever is on the way cuts connections that are silent for longer, and
 * one that died without a word is noticed soon.
 */
const longestBlockMs = 5_000;

/** What a reader needs besides the settings. */
export interface ReaderParts extends Pick<GapWatchParts, 'logger' | 'database' | 'onGap'> {
  /** Told before each read from the group, and after each failure. */
  readonly onLook: () => void;
}

/**
 * Reads one topic, over a connection of its own since a blocked read occupies it.
 *
 * At most one fetch is under way, and none while messages wait to be taken. A fetch first claims what is due, then reads
 * new messages; it ends with messages, or with none after the poll time-out, and outlasts any failure of the bus. It is
 * started by {@link fetch}, and by {@link take} when there is a backlog, so that the next batch comes in while the last
 * one is processed. The latter kind never claims: what was just taken is being processed, and must not come twice.
 */
export class TopicReader {
  readonly membership: Membership;
  readonly #connection: RedisConnection;
  readonly #settings: RedisSettings;
  readonly #logger: Logger;
  readonly #onLook: () => void;
  readonly #claiming: Claiming;
  readonly #gaps: GapWatch;
  readonly #outage: Outage;
  readonly #helping = new Helping();
  readonly #closing = new AbortController();
  #groupKnown = false;
  #nextTidyAt = 0;
  #waiting: RawMessage[] = [];
  #backlog = false;
  #fetching: Promise<void> | null = null;

  constructor(membership: Membership, settings: RedisSettings, parts: ReaderParts) {
    const { logger, onLook } = parts;
    this.membership = membership;
    this.#settings = settings;
    this.#logger = logger;
    this.#onLook = onLook;
    this.#connection = new RedisConnection(settings.url);
    this.#gaps = new GapWatch({
      ...parts,
      membership,
      url: settings.url,
      streamMaxLength: settings.streamMaxLength ?? platformLength,
    });
    this.#claiming = new Claiming(this.#connection, membership, settings.claimIdleMs, (ids) =>
      this.#gaps.unfinished(ids),
    );
    this.#outage = new Outage(`redis-streams ${membership.topic}`, settings.pollFailureSleepMs, logger);
  }

  get healthy(): boolean {
    return this.#outage.healthy;
  }

  /** What failed last; null when nothing has since the last success. */
  get trouble(): string | null {
    return this.#outage.trouble;
  }

  /** True when this process has joined the group and nothing failed since. */
  get joined(): boolean {
    return this.#groupKnown;
  }

  /** Takes at most `limit` of the messages that have arrived. */
  take(limit: number): RawMessage[] {
    const taken = this.#waiting.length <= limit ? this.#waiting : this.#waiting.slice(0, limit);
    this.#waiting = this.#waiting.slice(taken.length);
    if (this.#waiting.length === 0 && this.#backlog && this.#claiming.dueInMs > 0) {
      this.fetch(limit).catch(() => {
        // It failed for good; so will the next fetch, which somebody waits for.
      });
    }
    return taken;
  }

  /**
   * Resolves when messages can be taken, or after the poll time-out.
   *
   * @throws LaurelError BUS_UNAVAILABLE after as many failures in a row as the settings allow
   */
  fetch(limit: number): Promise<void> {
    if (this.#waiting.length > 0) return Promise.resolve();
    this.#fetching ??= this.#persist(limit).finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  /** Ends the fetch under way, if there is one. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#connection.close();
    await Promise.all([this.#fetching?.catch(() => {}), this.#gaps.close()]);
  }

  async #persist(limit: number): Promise<void> {
    this.#backlog = false;
    while (!this.#closing.signal.aborted) {
      try {
        const messages = await this.#attempt(limit);
        this.#outage.succeeded();
        this.#waiting = messages;
        return;
      } catch (error) {
        if (this.#closing.signal.aborted) return;
        await this.#endure(error);
      }
    }
  }

  async #endure(failure: unknown): Promise<void> {
    const pauseMs = this.#outage.failed(describeFailure(failure), isRefused(failure) ? 'refused' : 'unanswered');
    this.#onLook();
    // The server may come back without its data.
    this.#groupKnown = false;
    const { consecutiveErrorsLimit } = this.#settings;
    if (consecutiveErrorsLimit !== null && this.#outage.failures >= consecutiveErrorsLimit)
      throw busUnavailable(this.#connection.address, failure);
    await pause(pauseMs, undefined, { signal: this.#closing.signal }).catch(() => {});
  }

  async #attempt(limit: number): Promise<RawMessage[]> {
    const pollUntil = performance.now() + this.#settings.pollTimeoutMs;
    for (;;) {
      await this.#joinGroup();
      this.#onLook();
      try {
        if (this.#claiming.dueInMs === 0) {
          const claimed = await this.#claiming.claim(limit);
          if (claimed.length > 0) {
            failpoint('consume.claimed');
            return claimed;
          }
          await this.#tidy();
        }
        // After an outage the first read comes back at once: on a quiet topic nothing else would tell that it is over.
        const waitMs = this.#outage.healthy ? this.#patience(pollUntil) : 1;
        const messages = await this.#readNew(limit, Math.ceil(Math.max(1, waitMs)));
        this.#outage.succeeded();
        if (messages.length > 0 || performance.now() >= pollUntil) return messages;
      } catch (error) {
        if (!isGroupLost(error)) throw error;
        this.#groupKnown = false;
      }
    }
  }

  /** How long to block: until the poll is over, or it is time to claim, or this one read is long enough. */
  #patience(pollUntil: number): number {
    return Math.min(pollUntil - performance.now(), this.#claiming.dueInMs, longestBlockMs);
  }

  /** Makes sure, at the start and after every trouble, that reading is allowed and the group is there. */
  async #joinGroup(): Promise<void> {
    if (this.#groupKnown) return;
    const { topic, group } = this.membership;
    await requireCommands(this.#connection, readingProbes(topic));
    if (await this.#gaps.join(this.#connection))
      this.#logger.info({ topic, group }, 'created the consumer group; reading from the beginning of the topic');
    this.#groupKnown = true;
  }

  async #readNew(limit: number, blockMs: number): Promise<RawMessage[]> {
    const { topic, group, consumer } = this.membership;
    const { messages, mayHaveMore } = await this.#helping.fill(limit, async (count, isFirst) => {
      // Only the first helping waits.
      const block = isFirst ? ['BLOCK', String(blockMs)] : [];
      const command = ['XREADGROUP', 'GROUP', group, consumer, 'COUNT', String(count), ...block, 'STREAMS', topic, '>'];
      const results = await this.#connection.sendAll([...this.#gaps.commands, command], isFirst ? blockMs : 0);
      const reply = results.at(-1);
      if (reply?.status !== 'fulfilled') throw reply?.reason;
      const [[, entries = null] = []] = (reply.value ?? []) as (readonly Reply[])[];
      const read = readEntries(topic, entries);
      const ids = read.map(({ position }) => position);
      const [stream, groups] = results;
      const info = stream?.status === 'fulfilled' ? readInfo(stream.value) : null;
      await this.#gaps.seen(this.#connection, info, groups, ids);
      return { found: read.length, messages: read, newestBytes: newestBytes(info) };
    });
    this.#backlog = mayHaveMore;
    return messages;
  }

  async #tidy(): Promise<void> {
    if (performance.now() < this.#nextTidyAt) return;
    this.#nextTidyAt = performance.now() + tidyEveryMs;
    try {
      await tidyConsumers(this.#connection, this.membership);
    } catch (error) {
      // Only tidiness is lost: some servers forbid scripts.
      this.#logger.debug(
        { topic: this.membership.topic, refusal: refusalCode(error) },
        'old consumers were not removed',
      );
    }
  }
}

/**
 * The group or its stream was deleted: before the read, or (Redis 7) while it was blocked. The latter is also what a server
 * says that has become a replica; the next command, over a new connection, tells.
 */
function isGroupLost(error: unknown): boolean {
  const code = refusalCode(error);
  return code === 'NOGROUP' || code === 'UNBLOCKED';
}
