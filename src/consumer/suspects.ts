import type { Logger } from 'pino';
import type { RawMessage } from '../events/message.ts';
import { beginAttempt, forgetAttempts, openAttempts, originKey, withdrawAttempt } from '../store/engine/attempts.ts';
import { park } from './park.ts';
import type { BatchParts } from './process-batch.ts';
import type { BatchReport } from './report.ts';
import { told } from '../told.ts';

/**
 * A message on which the process dies comes again, and kills the next one. So what was handed out again and again is
 * processed alone, and each such attempt is written down before it begins: what a dead process leaves behind names the
 * message that it died of. How often the bus handed a message out is only the suspicion: processes are restarted, and
 * databases are away, without any message's doing.
 */
const SUSPECT_DELIVERIES = 3;

/** So many processes may die while they work on one message alone; then it is parked unread. */
const MOST_DEATHS = 7;

/** A process that still turns after so long waits for the database: if it is ended now, that is not the message's doing. */
const ALIVE_AFTER_MS = 1_000;

export function isSuspect({ deliveries }: RawMessage): boolean {
  return deliveries >= SUSPECT_DELIVERIES;
}

/**
 * What is to be processed together: the usual messages in one batch, and then each suspect alone, the least suspected first.
 *
 * @param sequenceOf of a bus that keeps positions: there a message that is done says that all before it in its sequence are.
 * So a sequence with suspects goes after those without, and in its order.
 */
export async function inBatches(
  { database }: BatchParts,
  messages: readonly RawMessage[],
  sequenceOf?: (message: RawMessage) => string,
): Promise<(readonly RawMessage[])[]> {
  const suspects = messages.filter(isSuspect);
  if (suspects.length === 0) return messages.length === 0 ? [] : [messages];
  // While the database is away they go in their order.
  const open = await openAttempts(database, suspects).catch(() => new Map<string, number>());
  const blame = (message: RawMessage): number => open.get(originKey(message)) ?? 0;
  if (sequenceOf !== undefined) return inSequences(messages, sequenceOf, blame);
  const usual = messages.filter((message) => !isSuspect(message));
  const alone = suspects.toSorted((a, b) => blame(a) - blame(b)).map((message) => [message]);
  return usual.length === 0 ? alone : [usual, ...alone];
}

function inSequences(
  messages: readonly RawMessage[],
  sequenceOf: (message: RawMessage) => string,
  blame: (message: RawMessage) => number,
): (readonly RawMessage[])[] {
  const sequences = [...Map.groupBy(messages, sequenceOf).values()];
  const usual = sequences.filter((sequence) => !sequence.some(isSuspect)).flat();
  const suspected = sequences
    .filter((sequence) => sequence.some(isSuspect))
    .toSorted((a, b) => Math.max(...a.map(blame)) - Math.max(...b.map(blame)));
  const batches = suspected.flatMap((sequence) => {
    const after = sequence.findLastIndex(isSuspect) + 1;
    const rest = sequence.slice(after);
    const alone = sequence.slice(0, after).map((message) => [message]);
    return rest.length === 0 ? alone : [...alone, rest];
  });
  return usual.length === 0 ? batches : [usual, ...batches];
}

/**
 * Processes a suspect, or parks it unread when too many processes died of it.
 *
 * @param process processes this message alone
 * @param signal of a stop: whatever ends the process then, it is not the message
 * @throws what processing it throws
 */
export async function processSuspect(
  parts: BatchParts & { readonly logger: Logger },
  message: RawMessage,
  process: () => Promise<BatchReport>,
  signal: AbortSignal,
): Promise<BatchReport> {
  const { database, logger } = parts;
  const deaths = await beginAttempt(database, message);
  const attempt = new Attempt(parts, message, signal);
  try {
    const report =
      deaths < MOST_DEATHS
        ? await process()
        : await park(
            parts,
            message,
            'delivered_too_often',
            told`${deaths} processes ended while working on it alone`.text,
          );
    if (deaths >= MOST_DEATHS)
      logger.error(
        { topic: message.topic, position: message.position, deaths },
        'processes died repeatedly while working on a message; parked it unread',
      );
    await attempt.ended(() => forgetAttempts(database, message));
    return report;
  } catch (error) {
    await attempt.ended(() => attempt.withdraw());
    throw error;
  }
}

/** An attempt that is under way: taken back when the process is told to stop, or turns out to be alive and waiting. */
class Attempt {
  readonly #parts: BatchParts;
  readonly #message: RawMessage;
  readonly #signal: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #withdrawn: Promise<void> | null = null;

  constructor(parts: BatchParts, message: RawMessage, signal: AbortSignal) {
    this.#parts = parts;
    this.#message = message;
    this.#signal = signal;
    this.#timer = setTimeout(this.#takeBack, ALIVE_AFTER_MS);
    if (signal.aborted) this.#takeBack();
    else signal.addEventListener('abort', this.#takeBack, { once: true });
  }

  readonly #takeBack = (): void => void this.withdraw();

  /** Once at most. While the database is away one attempt too many is counted. */
  withdraw(): Promise<void> {
    return (this.#withdrawn ??= withdrawAttempt(this.#parts.database, this.#message).catch(() => {}));
  }

  async ended(settle: () => Promise<void>): Promise<void> {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#takeBack);
    await this.#withdrawn;
    await settle().catch(() => {});
  }
}
