import { RedisConnection } from '../../src/bus/redis-streams/connection.ts';
import type { Command, Reply } from '../../src/bus/redis-streams/connection.ts';
import type { Event } from '../../src/rules/event.ts';
import { messageOf } from './messages.ts';

/** An entry of the stream, names and values in their order. */
export interface Entry {
  readonly fields: readonly (readonly [name: string, value: Buffer])[];
  /** The text of one field; empty when there is none. */
  header(name: string): string;
}

/** Where a consumer group stands. */
export interface GroupPosition {
  /** Messages that were handed out. */
  readonly read: number;
  /** Messages that were handed out and not acknowledged. */
  readonly pending: number;
}

/** A topic of Redis Streams, as an onlooker sees it. */
export class RedisTopic {
  readonly name: string;
  readonly #url: string;

  /** @param name with the prefix */
  constructor(url: string, name = 'dev-learning-badges-lifecycle') {
    this.#url = url;
    this.name = name;
  }

  /** Adds events in the wire form, in one go. */
  async publish(...events: readonly Event[]): Promise<void> {
    await this.#all(
      events.map((event) => {
        const { fields, body } = messageOf(event);
        return ['XADD', this.name, '*', ...fields, 'event_data', body ?? ''];
      }),
    );
  }

  /** Everything that is in the stream, oldest first. */
  async entries(): Promise<Entry[]> {
    const [reply] = await this.#all([['XRANGE', this.name, '-', '+']]);
    return (reply as readonly (readonly [Buffer, readonly Buffer[]])[]).map(([, texts]) => {
      const fields = pairs(texts);
      return { fields, header: (wanted) => String(fields.find(([name]) => name === wanted)?.[1] ?? '') };
    });
  }

  /** Null when there is no such group. */
  async position(group = `badges.${this.name}`): Promise<GroupPosition | null> {
    const [reply] = await this.#all([['XINFO', 'GROUPS', this.name]]);
    for (const row of reply as readonly (readonly Reply[])[]) {
      const properties = new Map(
        row.flatMap((name, index) => (index % 2 === 0 ? [[String(name), row[index + 1]]] : [])),
      );
      if (String(properties.get('name')) !== group) continue;
      return { read: Number(properties.get('entries-read')), pending: Number(properties.get('pending')) };
    }
    return null;
  }

  async #all(commands: readonly Command[]): Promise<Reply[]> {
    const connection = new RedisConnection(this.#url);
    try {
      const results = await connection.sendAll(commands);
      return results.map((result) => {
        if (result.status === 'rejected') throw result.reason;
        return result.value;
      });
    } finally {
      connection.close();
    }
  }
}

function pairs(texts: readonly Buffer[]): [name: string, value: Buffer][] {
  return texts.flatMap((name, index) => (index % 2 === 0 ? [[String(name), texts[index + 1] as Buffer]] : []));
}
