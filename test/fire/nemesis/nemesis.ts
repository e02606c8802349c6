import type { Random } from '../../support/random.ts';
import type { BusName, Removed } from '../bus.ts';
import type { Fleet } from '../fleet.ts';
import type { World } from '../world.ts';

/** What a nemesis works with in one round. */
export interface Battlefield {
  readonly world: World;
  readonly fleet: Fleet;
  readonly random: Random;
  /** Tells the checker what it has taken from the bus. */
  lost(removed: Removed): void;
}

/** What a nemesis has begun. */
export interface Attack {
  /** Whether it has had its effect; the round waits for that, for a while. At once unless given. */
  done?(): boolean | Promise<boolean>;
  /** Undoes it. Of processes it needs to undo nothing: all are healed after each round. */
  heal?(): Promise<void> | void;
}

/** One kind of fault. */
export interface Nemesis {
  readonly name: string;
  /** What it does, for docs and reports. */
  readonly what: string;
  /** Where it can be; everywhere unless given. */
  readonly bus?: BusName;
  /** What the machine lacks for it; null: nothing. Nothing unless given. */
  lacks?(): string | null;
  /** Whether it takes events from the bus that nobody has read: then a gap must be told. */
  readonly loses?: boolean;
  /** Before events are sent; `place` is the process it takes, a different one for each fault of a pair. */
  prepare?(field: Battlefield, place: number): Promise<Attack | void>;
  /** While they are sent. */
  strike?(field: Battlefield, place: number): Promise<Attack | void>;
  /** How long a strike lasts before it is healed. */
  readonly forMs?: number;
}
