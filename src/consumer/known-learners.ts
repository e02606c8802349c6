import type { Event, Learner } from '../rules/event.ts';
import type { Identity } from '../store/engine/learners.ts';

interface Entry {
  readonly identity: Identity;
  /** False when the learner is not stored: no event of theirs has ever concerned a badge. */
  readonly stored: boolean;
}

/**
 * Remembers what the store knows of learners, so that an event which concerns no badge and tells nothing new costs no
 * round trip to the database. Bounded: the longest unseen learner is forgotten first.
 *
 * It only ever saves questions. What it does not know is asked, and the store decides by event time (S5).
 */
export class KnownLearners {
  readonly #entries = new Map<number, Entry>();
  readonly #capacity: number;

  /** @param capacity how many learners are remembered at most */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Whether the store may have to hear of this event's learner, or must first be asked about them. */
  isNews(event: Event): boolean {
    const entry = this.#entries.get(event.learner.id);
    if (!entry) return true;
    if (sameIdentity(entry.identity.learner, event.learner)) return false;
    return !entry.stored || event.time > entry.identity.time;
  }

  /** Notes what the store holds now. */
  rememberStored(identity: Identity): void {
    this.#remember({ identity, stored: true });
  }

  /** Notes that the store did not hold this learner when the event came. */
  rememberAbsent(identity: Identity): void {
    this.#remember({ identity, stored: false });
  }

  #remember(entry: Entry): void {
    const { id } = entry.identity.learner;
    const held = this.#entries.get(id);
    this.#entries.delete(id);
    // The newest identity by event time, as the store keeps it.
    const newest = held?.stored && entry.stored && held.identity.time > entry.identity.time ? held : entry;
    this.#entries.set(id, newest);
    if (this.#entries.size > this.#capacity) this.#entries.delete(this.#entries.keys().next().value as number);
  }
}

export function sameIdentity(a: Learner, b: Learner): boolean {
  return a.username === b.username && a.email === b.email && a.name === b.name && a.active === b.active;
}
