import { setTimeout as pause } from 'node:timers/promises';
import { ResponseError } from '@platformatic/kafka';
import type { Logger } from 'pino';
import { Outage } from '../outage.ts';
import { Bell } from '../bell.ts';
import { brokerAnswers, describeFailure, kindOf } from './failures.ts';
import type { FetchAnswer, FetchedPartition } from './fetch-answer.ts';
import type { FetchClient } from './fetch-client.ts';
import type { OnDefault } from './headers.ts';
import { partitionKey } from './partition.ts';
import type { Partition } from './partition.ts';
import { readArrival } from './records.ts';
import type { Arrival } from './records.ts';

/** What a fetch has brought, for metrics. */
export interface FetchFigures {
  readonly messages: number;
  readonly bytes: number;
  readonly seconds: number;
}

export interface FetcherParts {
  /** The broker to fetch from. */
  readonly node: number;
  /** For fetching alone: what waits for messages on a connection keeps others on it waiting. */
  readonly client: () => FetchClient;
  /** The partitions to fetch from this broker now; none while enough messages wait. */
  readonly wanted: () => readonly Partition[];
  /** Makes messages ready to be handed out; however long that takes. False when it was given up. */
  readonly prepare: (arrival: Arrival) => Promise<boolean>;
  /** Told after each look, whatever it found. */
  readonly onLook: () => void;
  readonly onArrival: () => void;
  readonly onFetched: (figures: FetchFigures) => void;
  /** Told when partitions must be looked at anew: their broker is another one, or their offset is gone. */
  readonly onMoved: () => void;
  /** Told of topics that were asked for: whether the user may read them. What it may not must not be wanted before it is tried again. */
  readonly onAnswered: (topic: string, isAllowed: boolean) => void;
  readonly onFailed: (error: unknown, failuresInARow: number) => void;
  readonly onDefault: OnDefault;
  readonly failurePauseMs: number;
  readonly logger: Logger;
}

/** One fetch brings so much at most, unless one message has more; of one partition so much. */
const fetchBytes = 2 << 20;
const partitionBytes = 512 << 10;
/** A fetch that finds nothing waits so long for messages. */
const patienceMs = 500;
const idleMs = 5_000;

const readCommitted = 1;

/** Answers that say nothing of the broker's health: the next fetch goes to another one, or begins a new session. */
const harmless = new Set([
  'FETCH_SESSION_ID_NOT_FOUND',
  'INVALID_FETCH_SESSION_EPOCH',
  'FETCH_SESSION_TOPIC_ID_ERROR',
  'NOT_LEADER_OR_FOLLOWER',
  'FENCED_LEADER_EPOCH',
  'OFFSET_OUT_OF_RANGE',
  // Whoever is told of it waits.
  'TOPIC_AUTHORIZATION_FAILED',
]);
const offsetOutOfRange = 1;
const topicAuthorizationFailed = 29;

/** Fetches from one broker what the group has given this process there, one fetch at a time. */
export class Fetcher {
  readonly #parts: FetcherParts;
  readonly #closing = new AbortController();
  readonly #outage: Outage;
  readonly #bell = new Bell();
  readonly #running: Promise<void>;

  constructor(parts: FetcherParts, name: string) {
    this.#parts = parts;
    this.#outage = new Outage(`${name}, broker ${parts.node}`, parts.failurePauseMs, parts.logger);
    this.#running = this.#run();
  }

  get trouble(): string | null {
    return this.#outage.trouble;
  }

  /** There may be something to fetch now. */
  wake(): void {
    this.#bell.ring();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#bell.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const wanted = this.#parts.wanted();
      if (wanted.length === 0) {
        // What is not this broker's any more says nothing of it.
        await this.#bell.wait(idleMs);
        continue;
      }
      try {
        await this.#fetch(wanted);
        this.#outage.succeeded();
        this.#parts.onLook();
      } catch (error) {
        if (signal.aborted) return;
        this.#parts.onMoved();
        if (isHarmless(error)) {
          // In step with the look at the brokers that it asks for, not faster.
          await pause(Math.min(100, this.#parts.failurePauseMs), undefined, { signal }).catch(() => {});
          continue;
        }
        const pauseMs = this.#outage.failed(describeFailure(error), kindOf(error));
        this.#parts.onLook();
        this.#parts.onFailed(error, this.#outage.failures);
        await pause(pauseMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #fetch(wanted: readonly Partition[]): Promise<void> {
    const asked = new Map(wanted.map((partition) => [partition.key, { partition, from: partition.fetchOffset }]));
    const names = new Map(wanted.map(({ topicId, topic }) => [topicId, topic]));
    const begun = performance.now();
    const failures: unknown[] = [];
    const response = await this.#parts
      .client()
      .fetchRecords({
        node: this.#parts.node,
        minBytes: 1,
        maxBytes: fetchBytes,
        maxWaitTime: patienceMs,
        isolationLevel: readCommitted,
        topics: [...names].map(([topicId, topic]) => ({
          topicId,
          partitions: wanted.filter((partition) => partition.topic === topic).map(toRequest),
        })),
      })
      .catch((error: unknown) => {
        failures.push(error);
        // What it brought of other partitions holds.
        return error instanceof ResponseError ? (error.response as FetchAnswer) : null;
      });
    let [messages, bytes] = [0, 0];
    for (const { topicId, partitions } of response?.responses ?? []) {
      for (const answer of partitions) {
        const question = asked.get(partitionKey(names.get(topicId) ?? '', answer.partitionIndex));
        if (question === undefined) continue;
        const arrival = await this.#take(question.partition, question.from, answer).catch((error: unknown) => {
          failures.push(error);
          return null;
        });
        messages += arrival?.messages.length ?? 0;
        bytes += arrival?.bytes ?? 0;
      }
    }
    this.#tellRights(names, response);
    if (response !== null) this.#parts.onFetched({ messages, bytes, seconds: (performance.now() - begun) / 1_000 });
    if (messages > 0) this.#parts.onArrival();
    for (const failure of failures) throw failure;
  }

  #tellRights(names: ReadonlyMap<string, string>, response: FetchAnswer | null): void {
    if (response === null) return;
    const refused = response.responses.filter(({ partitions }) =>
      partitions.some(({ errorCode }) => errorCode === topicAuthorizationFailed),
    );
    const ids = new Set(refused.map(({ topicId }) => topicId));
    for (const [id, topic] of names) this.#parts.onAnswered(topic, !ids.has(id));
  }

  async #take(partition: Partition, from: number, answer: FetchedPartition): Promise<Arrival | null> {
    const isStill = (): boolean => partition.state === 'ready' && partition.fetchOffset === from;
    if (!isStill()) return null;
    if (answer.errorCode === offsetOutOfRange) partition.state = 'unclaimed';
    if (answer.errorCode !== 0) return null;
    partition.end = Math.max(Number(answer.highWatermark), from);
    const { topic, partition: number } = partition;
    const { abortedTransactions: aborted, recordSet } = answer;
    const { onDefault } = this.#parts;
    const arrival = readArrival({ topic, partition: number, aborted, recordSet, onDefault }, from);
    if (arrival.messages.length > 0 && !(await this.#parts.prepare(arrival))) return null;
    if (!isStill()) return null;
    partition.arrived(arrival);
    return arrival;
  }
}

function toRequest({ partition, fetchOffset }: Partition) {
  return {
    partition,
    currentLeaderEpoch: -1,
    fetchOffset: BigInt(fetchOffset),
    lastFetchedEpoch: -1,
    partitionMaxBytes: partitionBytes,
  };
}

function isHarmless(error: unknown): boolean {
  const said = [...brokerAnswers(error)];
  return said.length > 0 && said.every((id) => harmless.has(id));
}
