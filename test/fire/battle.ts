import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../support/wait.ts';
import type { Attack, Battlefield, Nemesis } from './nemesis/nemesis.ts';

const effectWithinMs = 4_000;

/** One fault of a round, from its preparation to its end. */
export class Battle {
  readonly #nemesis: Nemesis;
  readonly #field: Battlefield;
  readonly #place: number;
  readonly #attacks: Attack[] = [];
  isIdle = false;

  constructor(nemesis: Nemesis, field: Battlefield, place: number) {
    this.#nemesis = nemesis;
    this.#field = field;
    this.#place = place;
  }

  get name(): string {
    return this.#nemesis.name;
  }

  get loses(): boolean {
    return this.#nemesis.loses ?? false;
  }

  async prepare(): Promise<void> {
    this.#note(await this.#nemesis.prepare?.(this.#field, this.#place));
  }

  async strike(): Promise<void> {
    this.#note(await this.#nemesis.strike?.(this.#field, this.#place));
  }

  /** Waits until it has had its effect, and for as long as it lasts, and heals it. */
  async endure(): Promise<void> {
    for (const attack of this.#attacks)
      await waitFor(`${this.name} has its effect`, () => attack.done?.() ?? true, { timeoutMs: effectWithinMs }).catch(
        () => void (this.isIdle = true),
      );
    // A fault lasts for a while: that is what it is.
    await pause(this.#nemesis.forMs ?? 0);
    for (const attack of this.#attacks) await attack.heal?.();
  }

  #note(attack: Attack | void): void {
    if (attack) this.#attacks.push(attack);
  }
}
