/** Servers that few test files need: started when the first one asks, whichever worker it runs in, and shared by all. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { startKafka } from './kafka.ts';
import { startRegistry } from './registry.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where {@link sharedKafka} asks for the servers. */
    onDemandUrl: string;
  }
}

/** A Kafka with its registry. */
export interface KafkaPlace {
  /** What is to be EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS. */
  readonly kafkaServers: string;
  /** What is to be EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL. */
  readonly registryUrl: string;
}

/** The shared Kafka, on which topics come into being only when they are made, and the shared registry. */
export interface SharedKafka extends KafkaPlace {
  /** Where {@link restrictedUser} signs in (SASL_PLAINTEXT, PLAIN), who may do nothing but what tests grant. */
  readonly restrictedServers: string;
}

/** Rights on topics and groups with names of their own: tests that share this user don't meet. */
export const restrictedUser = { name: 'restricted', password: 'looking-glass-1' };

/** In the process that runs all workers: starts what they ask for, and ends it. */
export interface OnDemandServers {
  readonly url: string;
  close(): Promise<void>;
}

/** Gives the shared servers, once they run. Where {@link isKafkaInstalled} or {@link isRegistryInstalled} is false they can't. */
export async function sharedKafka(): Promise<SharedKafka> {
  const answer = await fetch(inject('onDemandUrl'), { method: 'POST' });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as SharedKafka;
}

/** Begins to wait for the first one who asks. */
export async function offerServers(): Promise<OnDemandServers> {
  let starting: ReturnType<typeof startBoth> | null = null;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      await text(request);
      try {
        const { kafka, registry } = await (starting ??= startBoth());
        response.setHeader('content-type', 'application/json');
        const { servers: kafkaServers, restrictedServers } = kafka;
        const shared: SharedKafka = { kafkaServers, restrictedServers, registryUrl: registry.url };
        response.end(JSON.stringify(shared));
      } catch (error) {
        response.statusCode = 500;
        response.end(String(error));
      }
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      // What did not start has told those who asked.
      const started = await starting?.catch(() => null);
      await Promise.all([started?.kafka.remove(), started?.registry.remove()]);
    },
  };
}

async function startBoth() {
  const [kafka, registry] = await Promise.allSettled([
    startKafka({ restricted: { [restrictedUser.name]: restrictedUser.password } }),
    startRegistry(),
  ]);
  if (kafka.status === 'fulfilled' && registry.status === 'fulfilled')
    return { kafka: kafka.value, registry: registry.value };
  for (const one of [kafka, registry]) if (one.status === 'fulfilled') await one.value.remove();
  throw kafka.status === 'rejected' ? kafka.reason : (registry as PromiseRejectedResult).reason;
}
