import type { LaurelEnvironment } from '../support/laurel.ts';
import type { Message, Signal } from './wire.ts';

export type BusName = 'redis' | 'kafka';

/** What was removed from the bus before Laurel had finished it. */
export interface Removed {
  /** Ids of the events that nobody had read; one that was sent twice can be in it twice. */
  readonly unread: readonly string[];
  /** Ids of events that somebody had read, and may or may not have processed. */
  readonly unfinished: readonly string[];
  /** How many messages of any kind nobody had read, and how many were read and not finished. */
  readonly counts: { readonly unread: number; readonly unfinished: number };
}

/** The event bus as its senders and listeners know it; one file for each kind lies beside this one. */
export interface FireBus {
  readonly name: BusName;
  /** What Laurel is told of it; by the way of the harness's proxy. */
  readonly environment: LaurelEnvironment;
  /** Sends all; whatever is not known to have arrived is sent again until it has. */
  send(messages: readonly Message[]): Promise<void>;
  /** Ids of events of which more may be there than were sent, since an answer was lost; of the whole run. */
  readonly resent: ReadonlySet<string>;
  /** Whether Laurel's group has read and finished everything. */
  isDrained(): Promise<boolean>;
  /** The signals that have come since the last call, in their order. */
  newSignals(): Promise<Signal[]>;
  close(): Promise<void>;
}
