import type { WaitingSignal } from '../../store/engine/outbox.ts';
import type { BatchReport } from '../../consumer/report.ts';
import { Tally, sum } from '../../consumer/report.ts';
import { count, newCounters } from '../../issuing/delivery/counters.ts';
import type { Delivery } from '../../issuing/delivery/counters.ts';
import type { Watcher } from '../context.ts';

/** Counts what happens in the demo, and remembers the latest of it for people to read. */
export class DemoCounts implements Watcher {
  readonly tally = new Tally();
  readonly providers = newCounters();
  readonly latest: string[] = [];
  /** The first badges that Laurel itself issued, of two learners. */
  readonly ownBadges: readonly [Promise<Delivery>, Promise<Delivery>];
  published = 0;
  inboxUrl: string | undefined;
  serverUrl: string | undefined;

  readonly #gotOwnBadge: readonly ((delivery: Delivery) => void)[];
  readonly #learners = new Set<number>();

  constructor() {
    const [first, second] = [Promise.withResolvers<Delivery>(), Promise.withResolvers<Delivery>()];
    this.ownBadges = [first.promise, second.promise];
    this.#gotOwnBadge = [first.resolve, second.resolve];
  }

  onInbox(url: string): void {
    this.inboxUrl = url;
  }

  onServer(url: string): void {
    this.serverUrl = url;
  }

  onBatch(report: BatchReport): void {
    this.tally.add(report);
    const parked = sum(report.parked);
    if (parked > 0) this.#tell(`parked     ${parked} unreadable (${[...report.parked.keys()].join(', ')})`);
  }

  onSent(signals: readonly WaitingSignal[]): void {
    for (const { signal, learner, template } of signals)
      this.#tell(`${signal.padEnd(10)} "${template.name}", learner ${learner.id}`);
  }

  onDelivery(delivery: Delivery): void {
    count(this.providers, delivery);
    const { origin, result, learnerId, status } = delivery;
    if (result === 'retry') this.providers[origin].retried += 1;
    if (origin === 'openedx') {
      if (result !== 'issued' || this.#learners.has(learnerId)) return;
      this.#gotOwnBadge[this.#learners.size]?.(delivery);
      this.#learners.add(learnerId);
      return;
    }
    const answer = result === 'retry' || result === 'failed' ? ` (${status ?? 'no answer'})` : '';
    this.#tell(`${result.padEnd(10)} at ${origin}${answer}, learner ${learnerId}`);
  }

  get processed(): number {
    return this.tally.applied + this.tally.noEffect;
  }

  get ignored(): number {
    return sum(this.tally.ignored);
  }

  get parked(): number {
    return sum(this.tally.parked);
  }

  #tell(line: string): void {
    this.latest.push(line);
    if (this.latest.length > 8) this.latest.shift();
  }
}
