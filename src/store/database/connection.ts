import pg from 'pg';
import type { Tls } from '../../database-url.ts';
import { driverCode } from './failures.ts';
import { isUntrusted } from './refusals.ts';

/**
 * A connection to PostgreSQL. It is listened to from its first moment to its last: a server that ends a connection makes it
 * emit an `error`, and one that nobody listens to would end the process. Between two who use it, the pool takes its own
 * listener away for a moment.
 */
export class Connection extends pg.Client {
  /** Why it was lost; null while it works. */
  loss: Error | null = null;

  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', (error) => (this.loss ??= error));
  }
}

/**
 * The error with a code that tells what happened: PostgreSQL's own for a connection that it has ended, since the driver
 * only says that the connection can't be used.
 */
export function withCode(error: unknown, loss: Error | null): unknown {
  if (!(error instanceof Error) || (error as { code?: unknown }).code !== undefined) return error;
  const code = (loss as { code?: unknown } | null)?.code ?? driverCode(error);
  return code === undefined ? error : Object.assign(error, { code });
}

/**
 * Which way of connecting is taken: encrypted or not. One that the server refuses is given up for the next, and that one is
 * taken from then on.
 */
export class Way {
  readonly #ways: readonly [Tls, ...Tls[]];
  #place = 0;

  constructor(ways: readonly [Tls, ...Tls[]]) {
    this.#ways = ways;
  }

  get current(): Tls {
    return this.#ways[this.#place] ?? this.#ways[0];
  }

  /** After a failure of this way: whether there is another one to try, which is the current one then. */
  giveUp(way: Tls, error: unknown): boolean {
    if (this.#ways.length === 1 || !isRefusedWay(error)) return false;
    if (this.current === way) this.#place = (this.#place + 1) % this.#ways.length;
    return true;
  }
}

/** Whether the server would take another way: 28000 is its list of who may connect from where, and how. */
function isRefusedWay(error: unknown): boolean {
  const { code = '', message } = error as Error & { code?: string };
  return (
    code === '28000' || /SSL connection/i.test(message) || isUntrusted(code) || /^(ERR_SSL|ERR_OSSL|EPROTO)/.test(code)
  );
}

/** The class of the pool's connections, each made in the way that is current. */
export function connectionsBy(way: Way): typeof Connection {
  return class extends Connection {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, ssl: way.current });
    }
  };
}
