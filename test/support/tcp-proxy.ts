import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP proxy, as stands before the servers of a failover pair. */
export interface TcpProxy {
  readonly port: number;
  /** New connections go there from now on; those that are open stay where they are. */
  pointTo(url: string): void;
  /** Cuts every open connection, as proxies do with idle ones. */
  cut(): void;
  /** The host behind it is gone, and another one has its place: open connections are dead without a word, new ones work. */
  lose(): void;
  /** Passes nothing on any more, on connections open and new, without a word; until `release`. */
  hold(): void;
  /** Passes on again; what was held stays cut. */
  release(): void;
  /** Passes everything on so many milliseconds later, in order; 0: at once again. */
  delay(milliseconds: number): void;
  /**
   * Lets the next request that has this in it reach the server, and its answer not come back: the connection is cut instead.
   *
   * @returns how many of the `times` have happened so far
   */
  loseAnswerTo(request: string, times: number): () => number;
  close(): Promise<void>;
}

export async function startTcpProxy(url: string): Promise<TcpProxy> {
  let target = new URL(url);
  const sockets = new Set<Socket>();
  let held = false;
  let delayMs = 0;
  let losing: { readonly request: string; readonly times: number; lost: number } | null = null;

  /** Sends on what comes, and holds back the sender while the other side is slow. */
  const passOn = (from: Socket, to: Socket, see: (data: Buffer) => boolean): void => {
    // Nothing overtakes what was to wait longer.
    let lastDue = 0;
    from.on('data', (data) => {
      if (held || !see(data)) return;
      const send = (): void => {
        if (held || to.destroyed) return;
        if (!to.write(data)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      };
      const now = performance.now();
      lastDue = Math.max(lastDue, now + delayMs);
      if (lastDue <= now) send();
      else setTimeout(send, lastDue - now);
    });
    from.on('end', () => {
      if (!held) to.end();
    });
  };

  const server = createServer((incoming) => {
    const outgoing = connect(Number(target.port), target.hostname);
    let answerIsLost = false;
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
    }
    passOn(incoming, outgoing, (data) => {
      if (losing !== null && losing.lost < losing.times && !answerIsLost && data.includes(losing.request)) {
        losing.lost += 1;
        answerIsLost = true;
      }
      return true;
    });
    passOn(outgoing, incoming, () => {
      if (answerIsLost) outgoing.destroy();
      return !answerIsLost;
    });
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
    lose: () => {
      for (const socket of sockets) socket.pause().unpipe();
    },
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      cut();
    },
    delay: (milliseconds) => {
      delayMs = milliseconds;
    },
    loseAnswerTo: (request, times) => {
      const watched = { request, times, lost: 0 };
      losing = watched;
      return () => watched.lost;
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
