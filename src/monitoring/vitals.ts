import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { errorCode, LaurelError } from '../errors.ts';
import type { Pulse } from '../pulse.ts';
import type { DutyStanding, ProcessIdentity } from '../store/engine/processes.ts';

/** Something that this process does in a loop. */
export interface Duty {
  readonly role: DutyStanding['role'];
  readonly name: string;
  /** Whether it reads from or writes to the event bus. */
  readonly onBus: boolean;
  /** What its way in or out last met with, in words; null: nothing wrong. */
  readonly trouble?: () => string | null;
  /** How long the loop may pause when there is nothing to do, in milliseconds. */
  readonly idleMs?: number;
}

export interface VitalsOptions {
  readonly version: string;
  readonly roles: readonly string[];
  /** So long one turn of a loop may take, in milliseconds. */
  readonly stallMs: number;
}

/** What a loop said last. */
interface Watched {
  readonly duty: Duty;
  turnedAt: number;
  hasTurned: boolean;
  failure: { readonly words: string; readonly ofBus: boolean } | null;
}

/**
 * What the loops of this process last did: whether it does its own work is told from that, and not from a look at servers
 * that its work may not reach. Time is measured by a clock that nobody sets.
 */
export class Vitals {
  /** This run of the process. */
  readonly self: ProcessIdentity;
  readonly #stallMs: number;
  readonly #watched: Watched[] = [];

  constructor({ version, roles, stallMs }: VitalsOptions) {
    this.self = { id: randomUUID(), host: hostname(), pid: process.pid, version, roles };
    this.#stallMs = stallMs;
  }

  /** Watches a loop from now on; it says with the pulse how it goes. */
  watch(duty: Duty): Pulse {
    const watched: Watched = { duty, turnedAt: performance.now(), hasTurned: false, failure: null };
    this.#watched.push(watched);
    const turn = (failure: Watched['failure']): void => {
      watched.turnedAt = performance.now();
      watched.hasTurned = true;
      watched.failure = failure;
    };
    return {
      turned: () => turn(null),
      failed: (error) => turn({ words: wordsOf(error), ofBus: errorCode(error).startsWith('BUS_') }),
    };
  }

  /** How everything that this process does goes now. */
  duties(): DutyStanding[] {
    return this.#watched.map((watched) => this.#standingOf(watched));
  }

  #standingOf({ duty, turnedAt, hasTurned, failure }: Watched): DutyStanding {
    const { role, name, onBus, idleMs = 0 } = duty;
    const troubleOfBus = duty.trouble?.() ?? null;
    const trouble = troubleOfBus ?? failure?.words ?? '';
    const hangs = performance.now() - turnedAt > this.#stallMs + idleMs;
    const state = trouble !== '' ? 'failing' : hangs ? 'hangs' : hasTurned ? 'works' : 'starting';
    const fails = troubleOfBus !== null || failure?.ofBus === true || state === 'hangs' || state === 'starting';
    return { role, name, state, trouble, bus: onBus ? (fails ? 'failing' : 'works') : null };
  }
}

/** What a loop failed with, without anything of a message or a person. */
function wordsOf(error: unknown): string {
  return error instanceof LaurelError ? error.details.join(' ') : `The database: ${errorCode(error)}.`;
}
