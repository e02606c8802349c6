import type { Logger } from 'pino';
import type { ReplayPage, ReplayPlace, ReplaySource, ReplaySpan } from '../bus/replay.ts';
import { processIsolating } from './consumer.ts';
import type { BatchParts } from './process-batch.ts';
import { Tally } from './report.ts';
import type { BatchReport } from './report.ts';

export interface ReplayOptions {
  /** Read and count only: nothing is processed. */
  readonly dryRun: boolean;
  /** Told after each page how many messages have been read, and how many are left at most. */
  readonly onProgress?: (read: number, page: ReplayPage) => void;
  /** Told of each page that was processed. */
  readonly onBatch?: (report: BatchReport) => void;
  /** Where one that was broken off goes on; left out: at the beginning. */
  readonly place?: ReplayPlace | null;
  /** Waited for after each page is processed; false ends the replay. */
  readonly onPage?: (page: ReplayPage, verdicts: Tally) => Promise<boolean>;
}

/** What came of a replay. */
export interface ReplayReport {
  /** Messages of each topic that were read, prefix included in its name. */
  readonly read: ReadonlyMap<string, number>;
  /** The verdicts; of a dry run which messages are events at all, as `noEffect`. */
  readonly verdicts: Tally;
  /** Whether it was ended before all was read. */
  readonly stopped: boolean;
}

/**
 * Processes what is on the bus once more, in the way of every batch. Safe to stop and repeat, and beside running consumers:
 * processing twice changes nothing (S11).
 */
export async function replay(
  parts: BatchParts & { readonly logger: Logger },
  source: ReplaySource,
  span: ReplaySpan,
  { dryRun, onProgress, onBatch, onPage, place = null }: ReplayOptions,
  signal: AbortSignal,
): Promise<ReplayReport> {
  const read = new Map<string, number>();
  const verdicts = new Tally();
  for await (const page of source.read(span, signal, place)) {
    const { topic, messages } = page;
    if (dryRun) for (const message of messages) judge(parts, verdicts, message);
    else if (messages.length > 0) {
      const report = await processIsolating(parts, messages);
      onBatch?.(report);
      verdicts.add(report);
    }
    read.set(topic, (read.get(topic) ?? 0) + messages.length);
    onProgress?.(
      [...read.values()].reduce((total, count) => total + count, 0),
      page,
    );
    if (onPage !== undefined && !(await onPage(page, verdicts))) return { read, verdicts, stopped: true };
  }
  return { read, verdicts, stopped: signal.aborted };
}

function judge({ read }: BatchParts, verdicts: Tally, message: Parameters<BatchParts['read']>[0]): void {
  const reading = read(message);
  if (reading.kind === 'ignored') verdicts.ignore(reading.reason);
  else if (reading.kind === 'unreadable') verdicts.park(reading.reason);
  else {
    verdicts.types.add(reading.event.type);
    verdicts.decided([]);
  }
}
