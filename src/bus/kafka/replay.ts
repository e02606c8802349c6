import { setTimeout as pause } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import { BATCH_BYTES } from '../../events/message.ts';
import type { RawMessage } from '../../events/message.ts';
import type { BusSettings } from '../../settings.ts';
import type { KafkaSettings } from '../../settings/kafka.ts';
import type { ReplayPage, ReplayPlace, ReplayPreview, ReplaySource, ReplaySpan } from '../replay.ts';
import { fullTopic } from '../topics.ts';
import { clientOptions, kafkaAddress } from './client-options.ts';
import { brokerAnswers, busUnavailable } from './failures.ts';
import { FetchClient } from './fetch-client.ts';
import { lasting } from './lasting.ts';
import { readArrival } from './records.ts';
import type { Arrival } from './records.ts';
import { SchemaRegistry } from './registry.ts';
import { lookAtTopic, offsetsAt } from './topic-look.ts';
import { attachSchemas } from './writer-schemas.ts';

const patienceMs = 500;
const readCommitted = 1;
/** Somebody waits for the newest messages. */
const recentPatienceMs = 2_000;
/** Failures in a row after which it gives up, and the pause after each: a broker that is started anew is waited for. */
const MOST_FAILURES = 20;
const PAUSE_MS = 500;
/** Messages of one page at most. */
const PAGE = 1_000;

/** Reads the topics of the settings once more, partition by partition, without joining a group. */
export function openKafkaReplay(bus: BusSettings, kafka: KafkaSettings): ReplaySource {
  const replay = new KafkaReplay(bus, kafka);
  return {
    name: `kafka ${kafkaAddress(kafka)}`,
    read: (span, signal, place) => replay.read(span, signal, place),
    preview: (span, signal) => replay.preview(span, signal),
    close: () => replay.close(),
  };
}

/**
 * The newest messages of each configured topic, the newest first. Looks only: no group, and nothing is committed.
 *
 * @param limit how many of each topic at most
 * @throws LaurelError BUS_UNAVAILABLE
 */
export async function readRecentMessages(bus: BusSettings, kafka: KafkaSettings, limit: number): Promise<RawMessage[]> {
  const replay = new KafkaReplay(bus, kafka);
  try {
    return await replay.newest(limit, AbortSignal.timeout(recentPatienceMs));
  } finally {
    await replay.close();
  }
}

/** What is to be read of one partition: from the one offset up to the other, which is not read. */
interface Stretch {
  readonly topic: string;
  readonly partition: number;
  readonly end: number;
  next: number;
}

class KafkaReplay {
  readonly #topics: readonly string[];
  readonly #address: string;
  readonly #admin: Admin;
  readonly #client: FetchClient;
  readonly #registry: SchemaRegistry;

  constructor(bus: BusSettings, kafka: KafkaSettings) {
    this.#topics = bus.topics.map((topic) => fullTopic(bus.topicPrefix, topic));
    this.#address = kafkaAddress(kafka);
    this.#registry = new SchemaRegistry(kafka.registry);
    this.#admin = lasting(new Admin(clientOptions(kafka)));
    // The name of a group has to be given; it is never joined, and nothing is committed in it.
    this.#client = lasting(new FetchClient({ ...clientOptions(kafka), groupId: 'laurel.replay', autocommit: false }));
    for (const client of [this.#admin, this.#client]) client.on('error', () => {});
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#admin.close(), this.#client.close()]);
  }

  async *read(span: ReplaySpan, signal: AbortSignal, place: ReplayPlace | null = null): AsyncGenerator<ReplayPage> {
    // A topic that is configured no more is passed over.
    for (const topic of this.#topics.slice(Math.max(0, this.#topics.indexOf(place?.topic ?? '')))) {
      const stretches = await this.#persistently(() => this.#stretchesOf(topic, span), signal);
      if (place?.topic === topic)
        for (const stretch of stretches)
          stretch.next = Math.max(stretch.next, Number(place.next[stretch.partition] ?? 0));
      yield { topic, messages: [], left: leftOf(stretches), place: placeOf(topic, stretches) };
      for (const stretch of stretches) {
        while (stretch.next < stretch.end && !signal.aborted) {
          const begun = stretch.next;
          const messages = await this.#persistently(() => this.#fetch(stretch), signal);
          for (let at = 0; at < messages.length && !signal.aborted; at += PAGE)
            yield {
              topic,
              messages: messages.slice(at, at + PAGE),
              left: leftOf(stretches),
              // The next messages of the partition come after all that was fetched: what is not handed out yet is read anew.
              place: placeOf(topic, stretches, at + PAGE < messages.length ? { ...stretch, next: begun } : stretch),
            };
        }
      }
    }
  }

  async preview(span: ReplaySpan, signal: AbortSignal): Promise<ReplayPreview[]> {
    const all: ReplayPreview[] = [];
    for (const topic of this.#topics) {
      const stretches = await this.#persistently(() => this.#stretchesOf(topic, span), signal);
      const oldest = await this.#persistently(() => this.#oldestOf(topic), signal);
      all.push({ topic, oldest, count: leftOf(stretches), atLeast: false });
    }
    return all;
  }

  async #oldestOf(topic: string): Promise<Date | null> {
    if ((await lookAtTopic(this.#admin, topic)) === null) return null;
    const found = await this.#client.listOffsetsWithTimestamps({ topics: [topic], timestamp: 0n });
    const times = [...(found.get(topic)?.values() ?? [])].map(({ timestamp }) => Number(timestamp));
    const known = times.filter((time) => time >= 0);
    return known.length === 0 ? null : new Date(Math.min(...known));
  }

  /** The newest messages of each topic, the newest first; fewer where reading them takes longer than somebody waits. */
  async newest(limit: number, signal: AbortSignal): Promise<RawMessage[]> {
    const newest: RawMessage[] = [];
    for (const topic of this.#topics) {
      const look = await this.#persistently(() => lookAtTopic(this.#admin, topic), signal);
      const found: Arrival['messages'] = [];
      for (const [partition, end] of (look?.ends ?? []).entries()) {
        const stretch = { topic, partition, end, next: Math.max(look?.starts[partition] ?? 0, end - limit) };
        while (stretch.next < end && !signal.aborted)
          found.push(...(await this.#persistently(() => this.#fetch(stretch), signal)));
      }
      newest.push(...found.toSorted((a, b) => b.sentAt - a.sentAt).slice(0, limit));
    }
    return newest;
  }

  async #stretchesOf(topic: string, { from, until }: ReplaySpan): Promise<Stretch[]> {
    const look = await lookAtTopic(this.#admin, topic);
    if (look === null) return [];
    const [away] = look.leaderless;
    if (away !== undefined) throw leaderless(topic, away);
    const starts = await offsetsAt(this.#admin, topic, BigInt(from.getTime()));
    // The first message after the span; where there is none, all that is there now.
    const ends = await offsetsAt(this.#admin, topic, BigInt(until.getTime() + 1));
    return starts.flatMap((start, partition) => {
      const after = ends[partition] ?? -1;
      const end = after < 0 ? (look.ends[partition] ?? 0) : after;
      return start < 0 || start >= end ? [] : [{ topic, partition, next: start, end }];
    });
  }

  /** Reads on in a partition; what is gone meanwhile is passed over. */
  async #fetch(stretch: Stretch): Promise<Arrival['messages']> {
    const { topic, partition, next, end } = stretch;
    const { topics } = await this.#client.metadata({ topics: [topic] });
    const about = topics.get(topic);
    const leader = about?.partitions[partition]?.leader ?? -1;
    if (about === undefined || leader < 0) throw leaderless(topic, partition);
    let response;
    try {
      response = await this.#client.fetchRecords({
        node: leader,
        minBytes: 1,
        maxBytes: BATCH_BYTES,
        maxWaitTime: patienceMs,
        isolationLevel: readCommitted,
        topics: [{ topicId: about.id, partitions: [requestOf(stretch)] }],
      });
    } catch (error) {
      if (!brokerAnswers(error).has('OFFSET_OUT_OF_RANGE')) throw error;
      const look = await lookAtTopic(this.#admin, topic);
      stretch.next = look === null ? end : Math.max(next, look.starts[partition] ?? end);
      return [];
    }
    const answer = response.responses[0]?.partitions[0];
    const { abortedTransactions: aborted = null, recordSet = null } = answer ?? {};
    const arrival = readArrival({ topic, partition, aborted, recordSet }, next);
    // Offsets up to an open transaction are not handed out before it ends.
    if (arrival.nextOffset === next)
      throw new Error(`nothing comes of partition ${partition} of ${topic} after ${next}`);
    const messages = arrival.messages.filter(({ offset }) => offset < end);
    await attachSchemas(this.#registry, messages, ({ schemaId }) => schemaId);
    stretch.next = arrival.nextOffset;
    return messages;
  }

  /** Tries again while brokers come and go, and the registry. */
  async #persistently<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await work();
      } catch (error) {
        if (failures >= MOST_FAILURES || signal.aborted || isFinal(error)) throw busUnavailable(this.#address, error);
        this.#client.clearMetadata();
        await pause(PAUSE_MS, undefined, { signal }).catch(() => {});
      }
    }
  }
}

/** Whether trying again won't help: this user may not read, or may not sign in. */
function isFinal(error: unknown): boolean {
  return [...brokerAnswers(error)].some((id) => /AUTHORIZATION|AUTHENTICATION|SASL/.test(id));
}

/** What this partition holds can't be read now, and leaving it out unsaid would be a lie. */
function leaderless(topic: string, partition: number): Error {
  return new Error(`partition ${partition} of ${topic} has no leader now: its broker is away`);
}

function requestOf({ partition, next }: Stretch) {
  return {
    partition,
    currentLeaderEpoch: -1,
    fetchOffset: BigInt(next),
    lastFetchedEpoch: -1,
    partitionMaxBytes: BATCH_BYTES,
  };
}

function placeOf(topic: string, stretches: readonly Stretch[], changed?: Stretch): ReplayPlace {
  const all = [...stretches, ...(changed === undefined ? [] : [changed])];
  return { topic, next: Object.fromEntries(all.map(({ partition, next }) => [partition, String(next)])) };
}

function leftOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((total, { next, end }) => total + Math.max(0, end - next), 0);
}
