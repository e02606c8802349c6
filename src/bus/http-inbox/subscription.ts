import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { RawMessage } from '../../events/message.ts';
import type { Database } from '../../store/database/database.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import { claimInboxMessages, deleteInboxMessages, inboxTopic, releaseInboxMessages } from '../../store/engine/inbox.ts';
import type { Subscription } from '../bus.ts';
import { Outage } from '../outage.ts';
import { Arrivals } from './arrivals.ts';

export interface InboxSubscriptionOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** Of this process's own inbox server; without one, or for what other processes store, there is the poll. */
  readonly arrivals?: Arrivals;
  /** Pause between looks when nothing was there. */
  readonly pollMs?: number;
  /** How long messages are left to a consumer before another may take them. */
  readonly leaseMs?: number;
}

/** Reads the messages that the HTTP inbox has stored. Any number of processes may do so at once. */
export function openInboxSubscription(options: InboxSubscriptionOptions): Subscription {
  return new InboxSubscription(options);
}

class InboxSubscription implements Subscription {
  readonly name = inboxTopic;
  readonly #claimedBy = randomUUID();
  readonly #database: Database;
  readonly #arrivals: Arrivals;
  readonly #pollMs: number;
  readonly #leaseMs: number;
  readonly #outage: Outage;

  constructor({
    database,
    logger,
    arrivals = new Arrivals(),
    pollMs = 1_000,
    leaseMs = 60_000,
  }: InboxSubscriptionOptions) {
    this.#database = database;
    this.#arrivals = arrivals;
    this.#pollMs = pollMs;
    this.#leaseMs = leaseMs;
    this.#outage = new Outage(inboxTopic, pollMs, logger);
  }

  get healthy(): boolean {
    return this.#outage.healthy;
  }

  get trouble(): string | null {
    return this.#outage.trouble;
  }

  async read(limit: number, signal: AbortSignal, onLook = (): void => {}): Promise<readonly RawMessage[]> {
    if (signal.aborted) return [];
    const before = this.#arrivals.count;
    const messages = await this.#claim(limit, signal, onLook);
    if (messages.length > 0) return messages;
    await this.#arrivals.wait(before, this.#pollMs, signal);
    return signal.aborted ? [] : this.#claim(limit, signal, onLook);
  }

  async acknowledge(messages: readonly RawMessage[]): Promise<void> {
    await deleteInboxMessages(this.#database, messages);
  }

  async close(): Promise<void> {
    // When the database is away, the lease ends by itself.
    await releaseInboxMessages(this.#database, this.#claimedBy).catch(() => {});
  }

  async #claim(limit: number, signal: AbortSignal, onLook: () => void): Promise<readonly RawMessage[]> {
    while (!signal.aborted) {
      try {
        const claim = { claimedBy: this.#claimedBy, limit, leaseMs: this.#leaseMs };
        const messages = await claimInboxMessages(this.#database, claim);
        this.#outage.succeeded();
        onLook();
        return messages;
      } catch (error) {
        const failure = classifyDatabaseFailure(error);
        if (failure !== 'away' && failure !== 'conflict') throw error;
        const pauseMs = this.#outage.failed(`database: ${failure}`);
        onLook();
        await this.#arrivals.wait(this.#arrivals.count, pauseMs, signal);
      }
    }
    return [];
  }
}
