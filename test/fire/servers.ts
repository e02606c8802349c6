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
  const needsKafka = bus === 'kafka' && shared === undefined;
  const [postgresql, cluster, registry] = await Promise.allSettled([
    startPostgresql(),
    needsKafka ? startKafka() : null,
    needsKafka ? startRegistry() : null,
  ]);
  const close = async (): Promise<void> => {
    const started = [postgresql, cluster, registry].flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    for (const server of started) await server?.remove();
  };
  for (const one of [postgresql, cluster, registry])
    if (one.status === 'rejected') {
      await close();
      throw one.reason;
    }
  const [database, broker, schemas] = [valueOf(postgresql), valueOf(cluster), valueOf(registry)];
  return {
    postgresql: database,
    kafka: broker === null || schemas === null ? null : { cluster: broker, registry: schemas },
    close,
  };
}

function valueOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
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
