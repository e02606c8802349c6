import pg from 'pg';
import { driverCode } from './failures.ts';

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
