import type { LaurelEnvironment } from '../support/laurel.ts';
import type { Message, Signal } from './wire.ts';

export type BusName = 'redis' | 'kafka';

/** The event bus as its senders and listeners know it; one file for each kind lies beside this one. */
export interface FireBus {
  readonly name: BusName;
  /** What Laurel is told of it; by the way of the harness's proxy. */
  readonly environment: LaurelEnvironment;
  /** Sends all; whatever is not known to have arrived is sent again until it has. */
  send(messages: readonly Message[]): Promise<void>;
  /** Whether Laurel's group has read and finished everything. */
  isDrained(): Promise<boolean>;
  /** The signals that have come since the last call, in their order. */
  newSignals(): Promise<Signal[]>;
  close(): Promise<void>;
}
