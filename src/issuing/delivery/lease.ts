import { uptime } from 'node:os';
import type { Database } from '../../store/database/database.ts';
import { mayCallFor } from '../../store/delivery/delivery.ts';
import type { Claim } from '../../store/delivery/delivery.ts';
import { whileHeld } from '../http/leave.ts';

/**
 * Measures the time from now on by the clocks that nobody sets, also while the machine sleeps: the one of the process may
 * stand still then, and the one of the machine is less exact.
 */
export function startStopwatch(): () => number {
  const [begun, up] = [performance.now(), uptime()];
  return () => Math.max(performance.now() - begun, (uptime() - up) * 1_000);
}

interface LeaseOptions {
  readonly database: Database;
  readonly leaseMs: number;
  /** Whether it is the one attempt that a pause leaves. */
  readonly probe: boolean;
  /** Milliseconds since the claim was asked for. */
  readonly elapsed: () => number;
  /** Cuts off the calls that are made under the lease. */
  readonly cut: AbortSignal;
}

/** How long a badge is one worker's: calls outside are only made before another may have it. */
export class Lease {
  /** For the calls: aborted before the lease ends, and asked about before each of them. */
  readonly signal: AbortSignal;
  readonly #options: LeaseOptions;
  readonly #timer: NodeJS.Timeout;

  constructor(claim: Claim, options: LeaseOptions) {
    this.#options = options;
    const deadline = new AbortController();
    this.#timer = setTimeout(() => deadline.abort(), options.leaseMs * 0.9);
    this.signal = whileHeld(AbortSignal.any([options.cut, deadline.signal]), {
      stillHeld: () => this.#isHeld(claim),
      isOver: () => !this.lasts(options.leaseMs * 0.1),
    });
  }

  /** Whether it lasts so long from now. */
  lasts(milliseconds: number): boolean {
    return this.#options.elapsed() + milliseconds <= this.#options.leaseMs;
  }

  /** No more calls are made under it. */
  callsAreOver(): void {
    clearTimeout(this.#timer);
  }

  /**
   * The database knows, also after this whole machine was stopped; and the process may have been frozen while it asked. With
   * some time to spare for the call.
   */
  async #isHeld(claim: Claim): Promise<boolean> {
    const { database, leaseMs, probe } = this.#options;
    const claimed = await mayCallFor(database, claim, probe, leaseMs * 0.1).catch(() => false);
    return claimed && this.lasts(leaseMs * 0.1);
  }
}
