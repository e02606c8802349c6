import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP proxy, as stands before the servers of a failover pair. */
export interface TcpProxy {
  readonly port: number;
  /** New connections go there from now on; those that are open stay where they are. */
  pointTo(url: string): void;
  /** Cuts every open connection, as proxies do with idle ones. */
  cut(): void;
  /** Passes nothing on any more, on connections open and new, without a word; until `release`. */
  hold(): void;
  /** Passes on again; what was held stays cut. */
  release(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(url: string): Promise<TcpProxy> {
  let target = new URL(url);
  const sockets = new Set<Socket>();
  let held = false;
  const server = createServer((incoming) => {
    const outgoing = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      // A `close` follows.
      socket.on('error', () => {});
      socket.pipe(other);
      if (held) socket.pause().unpipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    pointTo: (other) => {
      target = new URL(other);
    },
    cut,
    hold: () => {
      held = true;
      for (const socket of sockets) socket.unpipe();
    },
    release: () => {
      held = false;
      cut();
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
