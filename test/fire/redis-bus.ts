import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import type { Command, Reply } from '../../src/bus/redis-streams/connection.ts';
import { startRedisServer } from '../support/redis.ts';
import type { RedisServer } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait.ts';
import type { FireBus, Removed } from './bus.ts';
import { readSignal } from './wire.ts';
import type { Message, Signal } from './wire.ts';

const topic = 'fire-learning-badges-lifecycle';
const group = `badges.${topic}`;

/** Redis Streams, on a server of the harness's own, with persistence: what it has acknowledged it has after a restart. */
export class RedisBus implements FireBus {
  readonly name = 'redis';
  readonly environment;
  readonly server: RedisServer;
  /** Between Laurel and the server. */
  readonly proxy: TcpProxy;
  readonly #connection: RedisConnection;
  readonly resent = new Set<string>();
  #listenedTo = '-';
  /** Signals that were removed from the stream, and heard before. */
  #heard: Signal[] = [];

  private constructor(server: RedisServer, proxy: TcpProxy) {
    this.server = server;
    this.proxy = proxy;
    this.#connection = new RedisConnection(server.url);
    this.environment = {
      EVENT_BUS_REDIS_CONNECTION_URL: `redis://127.0.0.1:${proxy.port}/0`,
      EVENT_BUS_TOPIC_PREFIX: 'fire',
      EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT: '1',
      EVENT_BUS_REDIS_CONSUMER_POLL_FAILURE_SLEEP: '0.1',
      EVENT_BUS_REDIS_AUDIT_LOGGING_ENABLED: 'false',
    };
  }

  static async start(): Promise<RedisBus> {
    const server = await startRedisServer({ persistent: true });
    return new RedisBus(server, await startTcpProxy(server.url));
  }

  async send(messages: readonly Message[]): Promise<void> {
    let left = messages;
    await waitFor(
      'Redis takes the events',
      async () => {
        const results = await this.#connection.sendAll(
          left.map(({ headers, body }) => ['XADD', topic, '*', ...headers.flat(), 'event_data', body]),
        );
        left = left.filter((_message, index) => results[index]?.status !== 'fulfilled');
        for (const { event } of left) this.resent.add(event.id);
        return left.length === 0;
      },
      { timeoutMs: 60_000, everyMs: 50 },
    );
  }

  async isDrained(): Promise<boolean> {
    const [stream, groups] = await this.#all(['XINFO', 'STREAM', topic], ['XINFO', 'GROUPS', topic]);
    const own = ownGroup(groups);
    const newest = String(toMap(stream ?? null).get('last-generated-id'));
    return own !== undefined && own.get('pending') === 0 && String(own.get('last-delivered-id')) === newest;
  }

  async newSignals(): Promise<Signal[]> {
    const [reply] = await this.#all(['XRANGE', topic, this.#listenedTo, '+']);
    this.#hear(entriesOf(reply ?? null));
    return this.#heard.splice(0);
  }

  /** Sends commands that break something. */
  async command(...command: string[]): Promise<void> {
    await waitFor('Redis does as it is told', () => this.#connection.send(command).then(() => true));
  }

  /** Removes all entries, as a sender's MAXLEN does; or the whole stream with its group, as an eviction does. */
  async remove(what: 'entries' | 'stream'): Promise<Removed> {
    // Of what goes before there is a group, nobody can know.
    await waitFor('Laurel has made its group', async () => ownGroup((await this.#all(['XINFO', 'GROUPS', topic]))[0]));
    const remove = what === 'stream' ? ['DEL', topic] : ['XTRIM', topic, 'MAXLEN', '0'];
    const results = await this.#all(
      ['MULTI'],
      ['XRANGE', topic, '-', '+'],
      ['XRANGE', topic, this.#listenedTo, '+'],
      ['XINFO', 'GROUPS', topic],
      ['XPENDING', topic, group, '-', '+', '100000'],
      remove,
      ['EXEC'],
    );
    const [entries, news, groups, pending] = results.at(-1) as readonly Reply[];
    this.#hear(entriesOf(news ?? null));
    const read = positionOf(String(ownGroup(groups)?.get('last-delivered-id') ?? '0-0'));
    const held = new Set((pending as readonly (readonly Reply[])[]).map(([id]) => String(id)));
    const found = entriesOf(entries ?? null);
    const unread = found.filter(({ position }) => positionOf(position) > read);
    const unfinished = found.filter(({ position }) => held.has(position));
    const counts = { unread: unread.length, unfinished: unfinished.length };
    return { unread: eventsOf(unread), unfinished: eventsOf(unfinished), counts };
  }

  async close(): Promise<void> {
    this.#connection.close();
    await this.proxy.close();
    await this.server.remove();
  }

  #hear(entries: readonly Entry[]): void {
    const last = entries.at(-1);
    if (last) this.#listenedTo = `(${last.position}`;
    this.#heard.push(...entries.flatMap(({ headers, body }) => readSignal(headers, body) ?? []));
  }

  async #all(...commands: readonly Command[]): Promise<Reply[]> {
    const results = await this.#connection.sendAll(commands);
    return results.map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    });
  }
}

function ownGroup(groups: Reply | undefined): Map<string, Reply> | undefined {
  return (groups as readonly Reply[]).map(toMap).find((row) => String(row.get('name')) === group);
}

interface Entry {
  readonly position: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

function entriesOf(reply: Reply): Entry[] {
  return (reply as readonly (readonly [Buffer, Reply])[]).map(([position, fields]) => {
    const all = toMap(fields);
    return {
      position: position.toString(),
      headers: new Map([...all].map(([name, value]) => [name, String(value)])),
      body: all.get('event_data') as Buffer,
    };
  });
}

/** Ids of the events among them that the platform has sent. */
function eventsOf(entries: readonly Entry[]): string[] {
  return entries
    .filter(({ headers }) => headers.get('source') === 'openedx/lms/web')
    .map(({ headers }) => headers.get('id') ?? '');
}

function toMap(reply: Reply): Map<string, Reply> {
  const flat = (reply ?? []) as readonly Reply[];
  return new Map(flat.flatMap((name, index) => (index % 2 === 0 ? [[String(name), flat[index + 1] ?? null]] : [])));
}

/** Comparable: milliseconds and sequence. */
function positionOf(id: string): bigint {
  const [milliseconds = '0', sequence = '0'] = id.split('-');
  return (BigInt(milliseconds) << 64n) + BigInt(sequence);
}
