import type { Event } from '../rules/event.ts';
import type { Identity } from '../store/engine/learners.ts';

interface Entry {
  /** The newest that was seen, by event time. */
  readonly identity: Identity;
  /** False when the learner is not stored: no event of theirs has ever concerned a badge. */
  readonly stored: boolean;
}

/** What is to be done about the learner of an event that concerns no badge: ask the store who they are, tell it, or nothing. */
export type Need = 'ask' | 'tell' | 'nothing';

/**
 * Remembers what the store knows of learners, so that an event of somebody who is not stored costs no round trip to the
 * database. Bounded: the longest unseen learner is forgotten first.
 *
 * It only ever saves questions: the store decides by event time (S5, S29). Who is remembered as not stored may be stored by
 * another process meanwhile; {@link noteNew} tells of that, and what was seen of them until then is told to the store.
 */
export class KnownLearners {
  readonly #entries = new Map<number, Entry>();
  readonly #untold = new Map<number, Identity>();
  readonly #capacity: number;
  #absent = 0;
  #snapshot: string | null = null;
  #generation = 0;

  /** @param capacity how many learners are remembered at most */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The moment up to which the store was asked for new learners; null before the first time. */
  get snapshot(): string | null {
    return this.#snapshot;
  }

  /** Raised by {@link noteNew}: what was asked before may be no longer true. */
  get generation(): number {
    return this.#generation;
  }

  /** Whether anybody is remembered whom another process may store, or something is still to be told. */
  get isWaiting(): boolean {
    return this.#absent > 0 || this.#untold.size > 0;
  }

  /** Takes in that an event of this learner was seen, and says what it needs. */
  see(event: Event): Need {
    const entry = this.#entries.get(event.learner.id);
    if (!entry) return 'ask';
    const isNews = isNewer({ time: event.time, eventId: event.id }, entry.identity);
    if (entry.stored) return isNews ? 'tell' : 'nothing';
    if (isNews) this.#remember({ identity: identityOf(event), stored: false });
    return 'nothing';
  }

  /** What was seen of a learner who was not stored then; undefined for others. */
  heldOf(id: number): Identity | undefined {
    const entry = this.#entries.get(id);
    return entry?.stored === false ? entry.identity : undefined;
  }

  /** Whether the store is known to hold this learner. */
  isStored(id: number): boolean {
    return this.#entries.get(id)?.stored === true;
  }

  /** What the store has not been told yet of learners whom another process stored. */
  get untold(): readonly Identity[] {
    return [...this.#untold.values()];
  }

  /** Notes what the store holds now, or something newer. */
  rememberStored(identity: Identity): void {
    const { id } = identity.learner;
    const untold = this.#untold.get(id);
    if (untold && !isNewer(untold, identity)) this.#untold.delete(id);
    this.#remember({ identity, stored: true });
  }

  /** Notes that the store did not hold this learner when the event came. */
  rememberAbsent(identity: Identity): void {
    const held = this.#entries.get(identity.learner.id);
    if (!held?.stored) this.#remember({ identity, stored: false });
    // Another batch of this process has stored them since.
    else if (isNewer(identity, held.identity)) this.#tell(identity);
  }

  /**
   * Notes who was stored since the last snapshot.
   *
   * @param snapshot the one that the store gave with them
   */
  noteNew(ids: readonly number[], snapshot: string): void {
    this.#snapshot = snapshot;
    this.#generation += 1;
    for (const id of ids) {
      const held = this.heldOf(id);
      if (held) this.#tell(held);
    }
  }

  #tell(identity: Identity): void {
    this.#untold.set(identity.learner.id, identity);
    this.#remember({ identity, stored: true });
  }

  #remember(entry: Entry): void {
    const { id } = entry.identity.learner;
    const held = this.#entries.get(id);
    if (held) this.#forget(id, held);
    const identity = held && isNewer(held.identity, entry.identity) ? held.identity : entry.identity;
    this.#entries.set(id, { identity, stored: entry.stored });
    if (!entry.stored) this.#absent += 1;
    if (this.#entries.size <= this.#capacity) return;
    const [oldest] = this.#entries;
    if (oldest) this.#forget(...oldest);
  }

  #forget(id: number, { stored }: Entry): void {
    this.#entries.delete(id);
    if (!stored) this.#absent -= 1;
  }
}

/** A learner as an event tells of them. */
export function identityOf({ learner, time, id }: Event): Identity {
  return { learner, time, eventId: id };
}

/** Whether one identity was told by a newer event than the other (S5). */
export function isNewer(a: Omit<Identity, 'learner'>, b: Omit<Identity, 'learner'>): boolean {
  return a.time === b.time ? a.eventId > b.eventId : a.time > b.time;
}
