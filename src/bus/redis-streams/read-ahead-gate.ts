import type { Logger } from 'pino';
import type { BusSettings } from '../../settings.ts';
import type { RedisSettings } from '../../settings/redis.ts';
import type { Gate } from '../bus.ts';
import { fullTopic } from '../topics.ts';
import { RedisConnection } from './connection.ts';
import { groupOf } from './consumer-group.ts';
import { busUnavailable, refusalCode } from './failures.ts';
import { countFrom, groupPositions, startOfUnfinished } from './group-position.ts';

/** The length to which the platform's producers trim unless they are told otherwise. */
const PLATFORM_LENGTH = 10_000;
const MOST_UNFINISHED = 1_000;

/**
 * How many entries there may be from the oldest event that the own group has not finished to the end of the stream, signals
 * included: a tenth of what the platform keeps. Every producer of the platform trims the stream when it writes, so each
 * signal behind an unread event brings that event nearer to its end.
 */
export function mostUnfinished({ streamMaxLength }: Pick<RedisSettings, 'streamMaxLength'>): number {
  return Math.max(1, Math.min(MOST_UNFINISHED, Math.floor((streamMaxLength ?? PLATFORM_LENGTH) / 10)));
}

/**
 * Holds signals back while the own consumer group has a backlog on their topic. Not for ever: when the oldest unfinished
 * event has stayed the same for as long as the settings say, nobody reads here, and the signals go out. They don't wait where
 * this Laurel does not read from Redis, nor where its group does not exist.
 */
export function openReadAheadGate(bus: BusSettings, redis: RedisSettings, logger: Logger): Gate {
  return new ReadAheadGate(bus, redis, logger);
}

/** `blind`: the server does not let it look. */
type State = 'open' | 'waiting' | 'impatient' | 'blind';

class ReadAheadGate implements Gate {
  readonly #topic: string;
  readonly #group: string;
  readonly #patienceMs: number;
  readonly #limit: number;
  readonly #reads: boolean;
  readonly #logger: Logger;
  readonly #connection: RedisConnection;
  /** The oldest unfinished event at the last look, and since when it is that. */
  #oldest: { readonly start: string; readonly since: number } | null = null;
  #state: State = 'open';

  constructor(bus: BusSettings, redis: RedisSettings, logger: Logger) {
    this.#topic = fullTopic(bus.topicPrefix, bus.topics[0] ?? '');
    this.#group = groupOf(redis, this.#topic);
    this.#patienceMs = bus.announcing.patienceMs;
    this.#limit = mostUnfinished(redis);
    this.#reads = redis.consumersEnabled;
    this.#logger = logger;
    this.#connection = new RedisConnection(redis.url);
  }

  async room(): Promise<number> {
    if (!this.#reads) return Infinity;
    try {
      return await this.#look();
    } catch (error) {
      if (refusalCode(error) !== 'NOPERM') throw busUnavailable(this.#connection.address, error);
      this.#become('blind', () =>
        this.#logger.warn(
          { topic: this.#topic },
          'the Redis user may not inspect the consumer group (XINFO GROUPS, XPENDING, XRANGE): signals are sent without waiting for events to be read',
        ),
      );
      return Infinity;
    }
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  async #look(): Promise<number> {
    const unfinished = await this.#unfinished();
    const room = this.#limit - unfinished;
    // Once they wait, until half of it is read: else they would stop and go with every few events.
    const enough = this.#state === 'waiting' ? this.#limit / 2 : 1;
    if (room >= enough) {
      this.#become('open', () =>
        this.#logger.info({ topic: this.#topic }, 'the events have been read; sending signals again'),
      );
      return room;
    }
    const context = { topic: this.#topic, group: this.#group, unread: `${unfinished} or more` };
    if (this.#standsStill()) {
      this.#become('impatient', () =>
        this.#logger.warn(context, 'nobody reads the events of the topic; signals no longer wait for that'),
      );
      return Infinity;
    }
    this.#become('waiting', () =>
      this.#logger.warn(
        context,
        'signals wait until the backlog of events has been read, so that they do not push events out of the stream',
      ),
    );
    return 0;
  }

  /** Entries from the oldest unfinished event to the end, counted as far as it matters. */
  async #unfinished(): Promise<number> {
    const start = await this.#findStart();
    if (start === null) return 0;
    if (this.#oldest?.start !== start) this.#oldest = { start, since: performance.now() };
    return countFrom(this.#connection, this.#topic, start, this.#limit);
  }

  async #findStart(): Promise<string | null> {
    if ((await this.#connection.send(['EXISTS', this.#topic])) === 0) return null;
    const groups = await groupPositions(this.#connection, this.#topic);
    const own = groups.find(({ name }) => name === this.#group);
    return own === undefined ? null : startOfUnfinished(this.#connection, this.#topic, own);
  }

  #standsStill(): boolean {
    return this.#oldest !== null && performance.now() - this.#oldest.since >= this.#patienceMs;
  }

  #become(state: State, tell: () => void): void {
    if (this.#state === state) return;
    this.#state = state;
    tell();
  }
}
