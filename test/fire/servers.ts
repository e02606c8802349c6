import type { BusName } from './bus.ts';
import { startKafka } from '../support/kafka.ts';
import type { KafkaCluster } from '../support/kafka.ts';
import type { KafkaPlace } from '../support/on-demand.ts';
import { startPostgresql } from '../support/postgresql.ts';
import type { PostgresqlServer } from '../support/postgresql.ts';
import { startRegistry } from '../support/registry.ts';
import type { RegistryServer } from '../support/registry.ts';

/** Kafka with its schema registry, of the harness's own: it may break them at will. */
export interface OwnKafka {
  readonly cluster: KafkaCluster;
  readonly registry: RegistryServer;
}

/** What takes long to start. One campaign after the other can use it: each has a database and a topic of its own. */
export interface FireServers {
  readonly postgresql: PostgresqlServer;
  /** Null on Redis, and where Kafka is others'. */
  readonly kafka: OwnKafka | null;
  close(): Promise<void>;
}

/** @param shared Kafka of others; with it none is started */
export async function startServers(bus: BusName, shared?: KafkaPlace): Promise<FireServers> {
  const closers = new AsyncDisposableStack();
  const kept = async <Server extends { remove(): unknown }>(starting: Promise<Server>): Promise<Server> => {
    const server = await starting;
    closers.defer(async () => void (await server.remove()));
    return server;
  };
  const startOwnKafka = async (): Promise<OwnKafka> => {
    const [cluster, registry] = await together([kept(startKafka()), kept(startRegistry())]);
    return { cluster, registry };
  };
  try {
    const needsKafka = bus === 'kafka' && shared === undefined;
    const [postgresql, kafka] = await together([
      kept(startPostgresql()),
      needsKafka ? startOwnKafka() : Promise.resolve(null),
    ]);
    return { postgresql, kafka, close: () => closers.disposeAsync() };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

/** Both, or the failure of one: but not before each has started, or failed, so that it can be closed. */
async function together<A, B>(starting: readonly [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}

/** Servers that are kept from one seed to the next, for as long as nothing went wrong with them. */
export class KeptServers {
  readonly #bus: BusName;
  #servers: FireServers | null = null;

  constructor(bus: BusName) {
    this.#bus = bus;
  }

  async get(): Promise<FireServers> {
    return (this.#servers ??= await startServers(this.#bus));
  }

  async close(): Promise<void> {
    const closing = this.#servers;
    this.#servers = null;
    await closing?.close();
  }
}
