import { createClient, DisconnectsClientError, RESP_TYPES } from '@redis/client';
import { LaurelError } from '../../errors.ts';

/** A reply as it came: texts and bytes are Buffers, status lines are strings. */
export type Reply = null | number | string | Buffer | readonly Reply[];
export type Command = readonly (string | Buffer)[];

const connectTimeoutMs = 5_000;
const answerTimeoutMs = 10_000;

type Client = ReturnType<typeof connect>;

function connect(url: string) {
  return createClient({
    url,
    RESP: 2,
    disableClientInfo: true,
    disableOfflineQueue: true,
    // Without the client's own timer for each command: sendAll has one for all.
    commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    socket: { connectTimeout: connectTimeoutMs, reconnectStrategy: false },
  });
}

/**
 * One connection, opened by the first command and again by the first one after a loss. A command reaches the server or
 * fails; none is queued while offline and none is sent twice, so that the caller alone decides about trying again.
 */
export class RedisConnection {
  /** The URL without its password: safe to log. */
  readonly address: string;
  readonly #url: string;
  #client: Promise<Client> | null = null;
  #cut = (): void => {};
  #closed = false;

  constructor(url: string) {
    this.#url = url;
    this.address = withoutPassword(url);
  }

  /**
   * Sends one command and waits for its answer; for a blocking command, `blockMs` longer than usual.
   *
   * @throws Error whatever went wrong: {@link describeFailure} puts it into words
   */
  async send(command: Command, blockMs = 0): Promise<Reply> {
    const [result] = await this.sendAll([command], blockMs);
    if (result?.status === 'fulfilled') return result.value;
    throw result?.reason;
  }

  /** Sends all commands in one go, in order, and tells for each what came of it. */
  async sendAll(commands: readonly Command[], blockMs = 0): Promise<PromiseSettledResult<Reply>[]> {
    const client = await this.#open();
    // A peer can vanish without closing the connection; nothing else would ever end the wait for it.
    const deadline = setTimeout(this.#cut, blockMs + answerTimeoutMs);
    try {
      return await Promise.allSettled(commands.map((command) => client.sendCommand<Reply>(command)));
    } finally {
      clearTimeout(deadline);
    }
  }

  /** Cuts the connection: commands under way fail at once, and later ones too. */
  close(): void {
    this.#closed = true;
    this.#cut();
  }

  #open(): Promise<Client> {
    if (this.#closed) return Promise.reject(new Error('This connection has been closed.'));
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect(): Promise<Client> {
    const client = connect(this.#url);
    const ended = Promise.withResolvers<never>();
    const end = (error: Error): void => {
      if (this.#cut === cut) this.#client = null;
      ended.reject(error);
      // A moment later, so that the commands under way fail with the error itself.
      queueMicrotask(() => client.destroy());
    };
    const cut = (): void => end(new Error('The connection was closed.'));
    this.#cut = cut;
    client.on('error', end);
    // The client's own time-out ends with the TCP handshake; signing in must not take for ever either.
    const deadline = setTimeout(() => end(new Error(`no answer within ${answerTimeoutMs} ms`)), answerTimeoutMs);
    try {
      await Promise.race([client.connect(), ended.promise]);
      return client;
    } catch (error) {
      end(error as Error);
      throw error;
    } finally {
      clearTimeout(deadline);
    }
  }
}

/** The first word of a server's refusal, such as `NOGROUP`; empty for anything else. */
export function refusalCode(error: unknown): string {
  return error instanceof Error ? (/^[A-Z]+(?= )/.exec(error.message)?.[0] ?? '') : '';
}

/** What went wrong, without any part of a message: a server quotes the arguments of a command that it does not know. */
export function describeFailure(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describeFailure(error.errors[0]);
  if (error instanceof DisconnectsClientError) return 'no answer in time';
  if (!(error instanceof Error)) return 'unknown failure';
  return error.message.split(/,? with args/)[0]?.slice(0, 200) || error.name;
}

export function busUnavailable(address: string, error: unknown): LaurelError {
  return new LaurelError(
    'BUS_UNAVAILABLE',
    [
      `Redis at ${address}: ${describeFailure(error)}.`,
      'Check that it runs and that EVENT_BUS_REDIS_CONNECTION_URL is right.',
    ],
    { cause: error },
  );
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'an address that is not a URL';
  const { protocol, username, password, host, pathname } = new URL(url);
  const secret = password === '' ? '' : ':***';
  const at = username + secret === '' ? '' : '@';
  return `${protocol}//${username}${secret}${at}${host}${pathname}`;
}
