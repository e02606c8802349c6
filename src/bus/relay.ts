import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '../errors.ts';
import { failpoint } from '../failpoints.ts';
import type { Database } from '../store/database/database.ts';
import { hasSignals, takeSignals } from '../store/engine/outbox.ts';
import type { WaitingSignal } from '../store/engine/outbox.ts';
import { noPulse } from '../pulse.ts';
import type { Pulse } from '../pulse.ts';
import { attributes, spans } from '../telemetry/attributes.ts';
import { inSpan } from '../telemetry/in-span.ts';
import { noTracing } from '../telemetry/tracing.ts';
import type { SpanOptions, Tracing } from '../telemetry/tracing.ts';
import type { Gate, OutgoingMessage, Publisher } from './bus.ts';
import { untilAborted } from './until-aborted.ts';

export interface RelayParts {
  readonly database: Database;
  readonly publisher: Publisher;
  /** Makes the message of a signal. */
  readonly encode: (signal: WaitingSignal) => OutgoingMessage;
  readonly logger: Logger;
  /** Says when signals have to wait for events; without one they never do. */
  readonly gate?: Gate;
  /** The topic of the signals, without the prefix: where there is nothing to send, whether they could be is looked at there. */
  readonly topic?: string;
  /** Told of each round. */
  readonly pulse?: Pulse;
  /** None unless given. */
  readonly tracing?: Tracing;
  /** Told of the signals that have left the outbox for the bus. */
  readonly onSent?: (signals: readonly WaitingSignal[]) => void;
}

/** What came of one look at the outbox. */
export type Round =
  | { readonly kind: 'sent'; readonly count: number }
  /** Nothing waits. */
  | { readonly kind: 'empty' }
  /** Another process is announcing. */
  | { readonly kind: 'elsewhere' }
  /** Events have to be read first. */
  | { readonly kind: 'held' };

const BATCH = 500;
const POLL_MS = 200;
const HELD_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
/** Shorter than the database leaves a process that does nothing its place ({@link takeSignals}). */
const BEGIN_WITHIN_MS = 5_000;
/** As many as OpenTelemetry keeps. */
const MOST_LINKS = 128;

/**
 * Brings waiting signals from the outbox to the bus, oldest first, until the signal is aborted. While the database or the
 * bus is away it waits, longer after each failure in a row.
 */
export async function relaySignals(parts: RelayParts, signal: AbortSignal): Promise<void> {
  const { logger, publisher, topic, pulse = noPulse } = parts;
  const relay = new Relay(parts);
  let failures = 0;
  while (!signal.aborted) {
    let wait = POLL_MS;
    try {
      const round = await relay.round();
      // A stop does not wait for a bus that hangs: looking leaves nothing unfinished.
      if (round.kind !== 'sent' && topic !== undefined) await untilAborted(publisher.check(topic), signal);
      pulse.turned();
      if (round.kind === 'held') wait = HELD_MS;
      // That another process is at it says nothing of whether this one could.
      if (round.kind === 'sent' || round.kind === 'empty') {
        if (failures > 0)
          logger.info(
            round.kind === 'sent'
              ? 'signals are announced again'
              : 'the outbox is available again; no signals are waiting',
          );
        failures = 0;
      }
      if (round.kind === 'sent' && round.count === BATCH) continue;
    } catch (error) {
      failures += 1;
      pulse.failed(error);
      if (failures === 1)
        logger.error({ code: errorCode(error) }, 'cannot announce signals at the moment; they wait in the outbox');
    }
    if (failures > 0) wait = Math.min(POLL_MS * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
    await pause(wait, undefined, { signal }).catch(() => {});
  }
}

/**
 * Takes signals out of the outbox and sends them within one transaction, in this order: each is delivered at least once,
 * always with the same id (S20), and twice only when the commit failed after the bus had taken it. Then this process
 * remembers what it has sent and only removes it, so that a fault that lasts costs one copy for each process that announces.
 */
export class Relay {
  readonly #parts: RelayParts;
  /** Signals that the bus has, and the outbox, too: the transaction that took them out was not committed. */
  readonly #sent = new Set<string>();

  constructor(parts: RelayParts) {
    this.#parts = parts;
  }

  /** Sends one batch of waiting signals. */
  async round(): Promise<Round> {
    const { database, gate, onSent } = this.#parts;
    if (!(await hasSignals(database))) {
      this.#sent.clear();
      return { kind: 'empty' };
    }
    const room = gate === undefined ? BATCH : Math.min(BATCH, await gate.room());
    if (room <= 0) return { kind: 'held' };
    const signals = await database.transaction(async (transaction) => {
      const begin = startLease();
      const taken = await takeSignals(transaction, room);
      if (taken !== null && taken.length > 0) {
        failpoint('announce.taken');
        await this.#send(taken, begin);
        failpoint('announce.published');
      }
      return taken;
    });
    if (signals === null) return { kind: 'elsewhere' };
    if (signals.length === 0) return { kind: 'empty' };
    failpoint('announce.committed');
    for (const { id } of signals) this.#sent.delete(id);
    onSent?.(signals);
    return { kind: 'sent', count: signals.length };
  }

  async #send(taken: readonly WaitingSignal[], begin: () => void): Promise<void> {
    const { publisher, encode, tracing = noTracing } = this.#parts;
    for (const wave of wavesOf(taken.filter(({ id }) => !this.#sent.has(id)))) {
      const messages = wave.map(encode);
      await inSpan(tracing, spanOfSending(publisher, wave), () => publisher.publish(messages, begin));
      for (const { id } of wave) this.#sent.add(id);
    }
  }
}

/**
 * A process that was frozen has lost its transaction, and another one may have announced these signals and later ones of
 * the same badges. By both clocks: the steady one may stand still while the machine does, the other one can be set.
 */
function startLease(): () => void {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => {
    if (Math.max(performance.now() - steady, Date.now() - wall) > BEGIN_WITHIN_MS) throw new LeaseOver();
  };
}

class LeaseOver extends Error {
  readonly code = 'LEASE_OVER';

  constructor() {
    super('It took too long to begin sending; another process may have sent the same meanwhile.');
  }
}

/**
 * No two signals of one badge go out together: the bus may refuse the first and take the second, and whoever listens would
 * hear of a revocation before the award.
 */
function wavesOf(signals: readonly WaitingSignal[]): WaitingSignal[][] {
  const waves: WaitingSignal[][] = [];
  const seen = new Map<string, number>();
  for (const signal of signals) {
    const wave = seen.get(signal.badgeId) ?? 0;
    seen.set(signal.badgeId, wave + 1);
    (waves[wave] ??= []).push(signal);
  }
  return waves;
}

/** A trace of its own, for it can be of many batches; it names the newest of theirs. */
function spanOfSending(publisher: Publisher, signals: readonly WaitingSignal[]): SpanOptions {
  const traces = signals.flatMap(({ traceParent }) => traceParent ?? []);
  return {
    name: spans.publish,
    kind: 'producer',
    parent: null,
    attributes: { [attributes.bus]: publisher.name, [attributes.messages]: signals.length },
    links: [...new Set(traces)].slice(-MOST_LINKS),
  };
}
