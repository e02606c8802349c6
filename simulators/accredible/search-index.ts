import type { Credential } from './model.ts';

interface Pending {
  readonly visibleAt: number;
  readonly id: string;
  /** Null: deleted. */
  readonly credential: Credential | null;
}

/**
 * What the v2 search sees: every credential as it was some time ago. A change becomes visible after the delay, and so
 * does a deletion. After a restart everything is visible.
 */
export class SearchIndex {
  readonly #delayMs: number;
  readonly #visible: Map<string, Credential>;
  #pending: Pending[] = [];

  constructor(credentials: readonly Credential[], delayMs: number) {
    this.#visible = new Map(credentials.map((credential) => [credential.id, credential]));
    this.#delayMs = delayMs;
  }

  note(id: string, credential: Credential | null, now: number): void {
    this.#pending.push({ visibleAt: now + this.#delayMs, id, credential });
    if (this.#delayMs === 0) this.#catchUp(now);
  }

  /** Everything that is visible by now. */
  rows(now: number): Credential[] {
    this.#catchUp(now);
    return [...this.#visible.values()];
  }

  #catchUp(now: number): void {
    const later = this.#pending.findIndex(({ visibleAt }) => visibleAt > now);
    for (const { id, credential } of this.#pending.splice(0, later < 0 ? this.#pending.length : later)) {
      if (credential === null) this.#visible.delete(id);
      else this.#visible.set(id, credential);
    }
  }
}
