import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { LaurelError } from './errors.ts';
import { told } from './told.ts';

/**
 * How long a client may take to send a request: its head, and all of it. Node looks only every half minute whether one is over
 * unless it is told to look more often.
 */
export const requestTimeouts = {
  requestTimeout: 30_000,
  http: { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 },
} as const;

/** Where a server listens, and how its settings are called. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What can't listen, in an error: `The inbox`. */
  readonly who: string;
  /** The settings of host and port, in an error. */
  readonly settings: string;
}

/**
 * Lets a server listen.
 *
 * @returns `http://127.0.0.1:8770`, with the port that was taken
 * @throws LaurelError ADDRESS_IN_USE
 */
export async function listen(
  server: Pick<FastifyInstance, 'listen' | 'close' | 'server'>,
  { host, port, who, settings }: ListenOptions,
): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    await server.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    throw new LaurelError(
      'ADDRESS_IN_USE',
      [
        told`${who} can't listen on ${host}:${port} (${code}).`,
        told`Set ${settings} to a free port or another address.`,
      ],
      { cause: error },
    );
  }
  // A connection that can't be taken, since the process has too many files open, say, must not end it: the next one may work.
  server.server.on('error', () => {});
  const taken = server.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken.port}`;
}
