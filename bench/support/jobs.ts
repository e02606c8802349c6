/** What is said between the benchmark and its child processes. */

import type { BareTables } from './bare-sql.ts';

/** Where events are read. */
export type BusAddress = { readonly redisUrl: string } | KafkaAddress;

export interface KafkaAddress {
  /** `host:port,...` */
  readonly kafkaServers: string;
  readonly registryUrl: string;
}

/** What a child process is for, as long as it lives. */
export type Role =
  /** The real consumer: subscription, reader, rules, store. */
  | {
      readonly kind: 'consumer';
      readonly bus: BusAddress;
      readonly databaseUrl: string;
      readonly knownLearners?: number;
    }
  /** Fetch, decode, commit. */
  | ({ readonly kind: 'bare-fetching' } & KafkaAddress)
  /** XREADGROUP, decode, XACK. */
  | { readonly kind: 'bare-reading'; readonly redisUrl: string }
  /** Batched SQL. */
  | { readonly kind: 'bare-writing'; readonly databaseUrl: string; readonly tables: BareTables }
  /** The real announcer: outbox, encoding, publisher. */
  | { readonly kind: 'announcer'; readonly bus: BusAddress; readonly databaseUrl: string }
  /** XADD. */
  | { readonly kind: 'bare-announcing'; readonly redisUrl: string }
  /** Events of a soak, at most so many ahead of the consumers. */
  | { readonly kind: 'soak-sender'; readonly bus: BusAddress; readonly ahead: number }
  /** A Credly and an Accredible, simulated. */
  | { readonly kind: 'providers'; readonly credlyPort: number; readonly accrediblePort: number }
  /** XREADGROUP, decode, batched SQL, XACK. */
  | { readonly kind: 'bare-awarding'; readonly redisUrl: string; readonly databaseUrl: string };

/** One measurement. */
export interface Task {
  readonly topic: string;
  readonly group: string;
  /** Events in the stream; the bare writing, which reads none, makes as many awards. */
  readonly events: number;
  /** Whether the time from each event to its commit is taken. */
  readonly latency?: boolean;
}

export type Order =
  | { readonly kind: 'start'; readonly task: Task }
  /** Ends the task; answered by `stopped`. */
  | { readonly kind: 'stop' }
  /** Collects garbage; answered by `memory`. */
  | { readonly kind: 'measure-memory' };

export type Answer =
  | { readonly kind: 'ready' }
  /** A batch is done: committed, and acknowledged. */
  | { readonly kind: 'batch'; readonly events: number }
  /** Latencies are in milliseconds, from the time of each event to its commit; none unless the task asked for them. */
  | { readonly kind: 'stopped'; readonly latencies: readonly number[] }
  | { readonly kind: 'memory'; readonly residentBytes: number; readonly heapBytes: number };

/** Does a task until it is told to stop. */
export type Work = (task: Task, watch: Watch, signal: AbortSignal) => Promise<void>;

export interface Watch {
  batchDone(events: number): void;
  /** @param eventTimes in microseconds */
  committed(eventTimes: readonly number[]): void;
}
