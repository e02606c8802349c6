import type { Logger } from 'pino';

/** A part of Laurel that runs until it is told to stop. */
export interface Role {
  /** For logs and messages: `consume`, `deliver`, ... */
  readonly name: string;
  /** Runs until the signal is aborted and what was begun is finished; rejects when it can't go on. */
  run(signal: AbortSignal): Promise<void>;
}

/**
 * A stop takes less than 10 seconds in all, which is what service managers commonly wait: so long for the roles to finish
 * what they have begun, then {@link CLOSE_DEADLINE_MS} to close what they used, and the rest for the database.
 */
export const STOP_DEADLINE_MS = 8_000;
const CLOSE_DEADLINE_MS = 1_000;
/** When even that is over, the process ends whatever it is doing. */
export const LAST_DEADLINE_MS = 9_800;

/**
 * Runs roles side by side until the signal is aborted or one of them fails; then all stop.
 *
 * @throws the first failure, after all have stopped or the deadline has passed
 */
export async function runRoles(roles: readonly Role[], signal: AbortSignal, logger: Logger): Promise<void> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  let failure: { readonly error: unknown } | undefined;
  const running = roles.map(async (role) => {
    try {
      await role.run(stopping.signal);
      logger.info({ role: role.name }, 'stopped');
    } catch (error) {
      failure ??= { error };
      stop();
    }
  });
  const all = Promise.all(running);
  await Promise.race([all, whenAborted(stopping.signal)]);
  const late = await Promise.race([all.then(() => false), deadline(STOP_DEADLINE_MS)]);
  signal.removeEventListener('abort', stop);
  if (late) logger.error('stopping took too long; the next process continues the unfinished work');
  if (failure) throw failure.error;
}

/** Resolves once the signal is aborted. */
export function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Resolves to true when the time is over; does not keep the process alive. */
function deadline(milliseconds: number): Promise<true> {
  return new Promise((resolve) => setTimeout(() => resolve(true), milliseconds).unref());
}

/** Closes what was opened, last opened first, each once, even if one fails or does not come to its end. */
export class Closers {
  readonly #closers: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.#closers.push(close);
  }

  async closeAll(): Promise<void> {
    const late = deadline(CLOSE_DEADLINE_MS);
    for (const close of this.#closers.splice(0).toReversed()) await Promise.race([close().catch(() => {}), late]);
  }
}
