import { readRedisUrl } from '../../redis-url.ts';
import type { RedisTarget } from '../../redis-url.ts';
import { CommandError } from '../../errors.ts';
import { makeClient } from './client.ts';
import type { Client } from './client.ts';
import { isWrongServer } from './failures.ts';

/** A reply as it came: texts and bytes are Buffers, status lines are strings. */
export type Reply = null | number | string | Buffer | readonly Reply[];
export type Command = readonly (string | Buffer)[];

const answerTimeoutMs = 10_000;
/**
 * So old a connection is made anew before its next command: behind a name or a proxy another server may have taken the
 * place of the one that it leads to, and that one need not say so. It also keeps connections from lying idle for so long
 * that something on the way forgets them.
 */
const renewedAfterMs = 15_000;
/** For what must not be written to a server that has been replaced: signals and acknowledgements. */
export const RENEWED_SOON_MS = 1_000;

interface Session {
  readonly client: Promise<Client>;
  readonly since: number;
  /** Ends it: commands under way fail at once. */
  readonly end: (error: Error) => void;
}

/**
 * One connection, opened by the first command and again by the first one after a loss, after an answer that says that this
 * is not the server to talk to, or after a while. A command reaches the server or fails; none is queued while offline and
 * none is sent twice, so that the caller alone decides about trying again.
 */
export class RedisConnection {
  /** The URL without its password: safe to log. */
  readonly address: string;
  readonly #target: RedisTarget;
  readonly #renewedAfterMs: number;
  #session: Session | null = null;
  #underWay = 0;
  #closed = false;

  /**
   * @param renewAfterMs so old a connection is made anew before its next command
   * @throws LaurelError SETTINGS_INVALID for a URL that can't be read
   */
  constructor(url: string, renewAfterMs = renewedAfterMs) {
    this.#renewedAfterMs = renewAfterMs;
    const reading = readRedisUrl(url);
    if (!reading.ok) throw new CommandError('SETTINGS_INVALID', `EVENT_BUS_REDIS_CONNECTION_URL ${reading.mistake}.`);
    this.#target = reading.target;
    this.address = reading.target.address;
  }

  /**
   * Sends one command and waits for its answer; for a blocking command, `blockMs` longer than usual.
   *
   * @throws Error whatever went wrong: `describeFailure` puts it into words
   */
  async send(command: Command, blockMs = 0): Promise<Reply> {
    const [result] = await this.sendAll([command], blockMs);
    if (result?.status === 'fulfilled') return result.value;
    throw result?.reason;
  }

  /** Sends all commands in one go, in order, and tells for each what came of it. */
  async sendAll(commands: readonly Command[], blockMs = 0): Promise<PromiseSettledResult<Reply>[]> {
    const session = this.#open();
    this.#underWay += 1;
    try {
      const client = await session.client;
      // A peer can vanish without closing the connection; nothing else would ever end the wait for it.
      const patienceMs = blockMs + (this.#target.answerTimeoutMs ?? answerTimeoutMs);
      const deadline = setTimeout(() => session.end(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
      try {
        const results = await Promise.allSettled(commands.map((command) => client.sendCommand<Reply>(command)));
        const misled = results.find((result) => result.status === 'rejected' && isWrongServer(result.reason));
        if (misled?.status === 'rejected') session.end(misled.reason as Error);
        return results;
      } finally {
        clearTimeout(deadline);
      }
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Cuts the connection: commands under way fail at once, and later ones too. */
  close(): void {
    this.#closed = true;
    this.#session?.end(new Error('The connection was closed.'));
  }

  #open(): Session {
    if (this.#closed) throw new Error('This connection has been closed.');
    const isOld = this.#session !== null && performance.now() - this.#session.since > this.#renewedAfterMs;
    if (isOld && this.#underWay === 0) this.#session?.end(new Error('The connection was made anew.'));
    return (this.#session ??= this.#connect());
  }

  #connect(): Session {
    const client = makeClient(this.#target);
    const ended = Promise.withResolvers<never>();
    const end = (error: Error): void => {
      if (this.#session === session) this.#session = null;
      ended.reject(error);
      // A moment later, so that the commands under way fail with the error itself.
      queueMicrotask(() => client.destroy());
    };
    client.on('error', end);
    const session: Session = { client: this.#signIn(client, ended.promise, end), since: performance.now(), end };
    return session;
  }

  async #signIn(client: Client, ended: Promise<never>, end: (error: Error) => void): Promise<Client> {
    // The client's own time-out ends with the TCP handshake; signing in must not take for ever either.
    const deadline = setTimeout(() => end(new Error(`no answer within ${answerTimeoutMs} ms`)), answerTimeoutMs);
    try {
      await Promise.race([client.connect(), ended]);
      return client;
    } catch (error) {
      end(error as Error);
      throw error;
    } finally {
      clearTimeout(deadline);
    }
  }
}
