/** One request that a simulator got. */
export interface JournalEntry {
  /** Counts from 1 over all requests, also over those that the journal no longer holds. */
  readonly number: number;
  /** Simulated time, ISO-8601. */
  readonly time: string;
  readonly method: string;
  /** Path with query, as it was asked for. */
  readonly path: string;
  /** Name of the route, null when no route matched. */
  readonly route: string | null;
  /** Null when no answer was given. */
  readonly status: number | null;
  /** The fault that was applied, in words. */
  readonly fault: string | null;
  readonly body: unknown;
}

/** The last requests, oldest first, at most `size` of them. */
export class Journal {
  readonly #size: number;
  #entries: JournalEntry[] = [];
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(entry: Omit<JournalEntry, 'number'>): void {
    this.#entries.push({ number: ++this.#count, ...entry });
    // Trimmed in bulk, so that a long run does not move the whole list at every request.
    if (this.#entries.length >= this.#size * 2) this.#entries = this.#entries.slice(-this.#size);
  }

  entries(): readonly JournalEntry[] {
    return this.#entries.slice(-this.#size);
  }

  /** Requests since the start or since {@link clear}. */
  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#entries = [];
    this.#count = 0;
  }
}
