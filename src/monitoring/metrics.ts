import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BatchReport } from '../consumer/report.ts';
import type { Delivery } from '../issuing/delivery/counters.ts';
import type { BusGap } from '../store/engine/bus-gaps.ts';
import type { WaitingSignal } from '../store/engine/outbox.ts';

const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const slow = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What this process has done, for Prometheus. Labels have few values, all of them known beforehand: never an account, a
 * learner, a badge, an address that somebody asked for. docs/monitoring.md explains each.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #events = this.#counter('laurel_events_total', 'Messages by verdict, and why.', ['verdict', 'reason']);
  readonly #changes = this.#counter('laurel_changes_total', 'What events changed, by kind.', ['kind']);
  readonly #batches = this.#histogram('laurel_batch_seconds', 'From having a batch to its commit.', [], quick);
  readonly #signals = this.#counter('laurel_signals_sent_total', 'Signals that the bus has taken.', ['signal']);
  readonly #deliveries = this.#counter('laurel_deliveries_total', 'Attempts to bring badges outside.', [
    'origin',
    'result',
  ]);
  readonly #calls = this.#histogram(
    'laurel_provider_call_seconds',
    'Calls of providers, from sending to the last byte of the answer.',
    ['origin', 'method', 'result'],
    slow,
  );
  readonly #requests = this.#histogram(
    'laurel_http_request_seconds',
    'Requests to the API and the pages, by route.',
    ['route', 'method', 'status'],
    quick,
  );
  readonly #lost = this.#counter('laurel_events_lost_total', 'Messages that were gone before they were processed.', [
    'topic',
    'reason',
  ]);
  #processToo = false;

  constructor(version: string) {
    const labelNames = ['version'];
    new Gauge({ name: 'laurel_build_info', help: 'Always 1.', labelNames, registers: [this.registry] })
      .labels({ version })
      .set(1);
  }

  /** Has memory, processor time, event loop and garbage collection of this process measured too. */
  measureProcess(): void {
    if (!this.#processToo) collectDefaultMetrics({ register: this.registry });
    this.#processToo = true;
  }

  /** Counts a batch that is committed and acknowledged. */
  countBatch({ applied, noEffect, ignored, parked, changes }: BatchReport, seconds: number): void {
    this.#batches.observe(seconds);
    this.#events.inc({ verdict: 'applied', reason: '' }, applied);
    this.#events.inc({ verdict: 'no_effect', reason: '' }, noEffect);
    for (const [reason, count] of ignored) this.#events.inc({ verdict: 'ignored', reason }, count);
    for (const [reason, count] of parked) this.#events.inc({ verdict: 'parked', reason }, count);
    for (const [kind, count] of changes) this.#changes.inc({ kind }, count);
  }

  countSignals(signals: readonly WaitingSignal[]): void {
    for (const { signal } of signals) this.#signals.inc({ signal });
  }

  countDelivery({ origin, result }: Delivery): void {
    this.#deliveries.inc({ origin, result });
  }

  /** Counts messages that were gone from the bus before they were processed; where nobody knows how many, as one. */
  countLost(topic: string, { reason, lost, exact }: BusGap): void {
    this.#lost.inc({ topic, reason }, exact ? lost : Math.max(1, lost));
  }

  /** @param result `2xx` and so on, or that there was no answer */
  countCall(labels: Readonly<Record<'origin' | 'method' | 'result', string>>, seconds: number): void {
    this.#calls.observe(labels, seconds);
  }

  /** @param route the pattern, never the address itself; empty when there is no such route */
  countRequest(labels: Readonly<Record<'route' | 'method' | 'status', string>>, seconds: number): void {
    this.#requests.observe(labels, seconds);
  }

  #counter<const Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  #histogram<const Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    buckets: number[],
  ): Histogram<Label> {
    return new Histogram({ name, help, labelNames: [...labelNames], buckets, registers: [this.registry] });
  }
}
