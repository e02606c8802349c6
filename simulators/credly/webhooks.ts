import type { Delivery, ProviderEvent } from './model.ts';
import type { WebhookOptions } from './options.ts';
import type { CredlyState } from './state.ts';
import { eventView } from './views.ts';

/** Attempts end so long after the first one. */
const lastingSeconds = 25 * 86_400;
/** One minute, growing to a day: the documents say "growing intervals" and no more. */
const defaultLadderSeconds = [60, 300, 900, 3600, 6 * 3600, 86_400];

/**
 * Sends events to the organization's webhook, one delivery after the other.
 *
 * A delivery is tried when it is due by the simulated clock, and again after growing intervals until the receiver
 * answers exactly 200 or 25 simulated days have passed. When the clock runs by itself, a timer wakes the sender; when
 * it is moved by control, the sender works through everything that falls due on the way.
 */
export class Webhooks {
  readonly #state: CredlyState;
  readonly #options: WebhookOptions;
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #asked = false;

  constructor(state: CredlyState, options: WebhookOptions) {
    this.#state = state;
    this.#options = options;
  }

  /** Asks for what is due to be sent soon; does not wait for it. */
  wake(): void {
    if (this.#asked || this.#state.deliveriesByState.count('waiting') === 0) return;
    this.#asked = true;
    setImmediate(() => {
      this.#asked = false;
      void this.#queue(this.#state.host.clock.now());
    });
  }

  /** Moves the clock forward and sends what falls due on the way, in its order. */
  advanceTo(time: number): Promise<void> {
    return this.#queue(time, () => this.#state.host.clock.advanceTo(time));
  }

  /** Waits for the attempt under way, so that nothing is written after the simulator closed. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#work;
  }

  #queue(until: number, then: () => void = () => {}): Promise<void> {
    this.#work = this.#work.then(async () => {
      await this.#sendDue(until);
      then();
      this.#setTimer();
    });
    return this.#work;
  }

  async #sendDue(until: number): Promise<void> {
    const { host } = this.#state;
    for (let next = this.#next(until); next && !host.closing.signal.aborted; next = this.#next(until)) {
      host.clock.advanceTo(next.dueAt);
      await this.#send(next);
      host.save();
    }
  }

  /** The earliest delivery due; with the reorder switch now and then the one after it. */
  #next(until: number): Delivery | undefined {
    const due = this.#waiting().filter(({ dueAt }) => dueAt <= until);
    const [first, second] = due;
    const swap = second !== undefined && this.#state.host.random() < (this.#options.reorder ?? 0);
    return swap ? second : first;
  }

  #waiting(): Delivery[] {
    return this.#state.deliveriesByState.of('waiting').toSorted((a, b) => a.dueAt - b.dueAt);
  }

  async #send(delivery: Delivery): Promise<void> {
    const event = this.#state.events.get(delivery.eventId);
    const wanted = this.#options.events;
    if (!event || (wanted && !wanted.includes(event.type))) {
      this.#state.deliveries.delete(delivery.id);
      return;
    }
    const answer = await this.#post(delivery.url, event);
    if (answer === 200 && this.#state.host.random() < (this.#options.duplicates ?? 0))
      await this.#post(delivery.url, event);
    if (!this.#state.host.closing.signal.aborted) this.#settle(delivery, answer);
  }

  /** @returns the status, or the code of the error when there was no answer */
  async #post(url: string, event: ProviderEvent): Promise<number | string> {
    const { closing } = this.#state.host;
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(this.#options.answerTimeoutMs ?? 5000)]);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(eventView(event, this.#options.body === 'embedded')),
        redirect: 'manual',
        signal,
      });
      await response.body?.cancel();
      return response.status;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no connection';
    }
  }

  #settle(delivery: Delivery, answer: number | string): void {
    const now = this.#state.host.clock.now();
    const first = delivery.firstAttemptAt ?? now;
    const ladder = this.#options.ladderSeconds ?? defaultLadderSeconds;
    const wait = ladder[Math.min(delivery.attempts, ladder.length - 1)] ?? 86_400;
    const dueAt = now + wait * 1000;
    const over = dueAt > first + lastingSeconds * 1000;
    this.#state.deliveries.put({
      ...delivery,
      attempts: delivery.attempts + 1,
      firstAttemptAt: first,
      lastAnswer: answer,
      dueAt,
      state: answer === 200 ? 'delivered' : over ? 'given up' : 'waiting',
    });
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const { clock, closing } = this.#state.host;
    const [next] = this.#waiting();
    if (clock.rate === 0 || closing.signal.aborted || !next) return;
    const wait = Math.max(1, (next.dueAt - clock.now()) / clock.rate);
    this.#timer = setTimeout(() => this.wake(), Math.min(wait, 2 ** 31 - 1)).unref();
  }
}
