import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplayPlace, ReplaySource } from '../bus/replay.ts';
import { replay } from '../consumer/replay.ts';
import { sum } from '../consumer/report.ts';
import type { BatchReport } from '../consumer/report.ts';
import { errorCode, LaurelError } from '../errors.ts';
import { told } from '../told.ts';
import type { KeptDays } from '../settings.ts';
import type { Queryable } from '../store/database/database.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import {
  endMaintenanceJob,
  holdMaintenanceJob,
  leaveMaintenanceJob,
  noteMaintenance,
} from '../store/operators/maintenance-jobs.ts';
import type { JobKind } from '../store/operators/bulk-wish.ts';
import type { HeldJob, JobProgress, MaintenanceJob } from '../store/operators/maintenance-jobs.ts';
import { doBulkWork } from './bulk-work.ts';
import type { BulkParts } from './bulk-work.ts';
import { prunedKinds } from '../store/upkeep/pruning.ts';
import { pruneLimits, pruneTo } from './upkeep.ts';
import type { PruneLimits } from './upkeep.ts';

export interface MaintenanceParts extends BulkParts {
  readonly keptDays: KeptDays;
  /** Null without an event bus. */
  readonly openReplay: () => Promise<ReplaySource | null>;
  /** Between looks for jobs. */
  readonly pollMs: number;
}

type Figures = Record<string, number>;
type End = Exclude<MaintenanceJob['state'], 'running'>;

/** The job is another process's by now, or this one ends: whoever has it then goes on. */
class Left extends Error {}

/** So many processes in a row may end without getting further, whatever they end of. */
const mostTries = 5;

/** Longest pause while the database is away. */
const longestPauseMs = 5_000;

/** What can take long, and what is done to many and is soon over: neither waits for the other. */
export const maintenanceLanes: readonly (readonly JobKind[])[] = [
  ['prune', 'replay'],
  ['retry_parked', 'discard_parked', 'award', 'revoke'],
];

/**
 * Does what operators have started in the pages, step by step, until the signal is aborted. Any number of processes may do so: one of
 * them holds a job, and where it ends, another one goes on from the last step.
 */
export async function runMaintenance(
  parts: MaintenanceParts,
  kinds: readonly JobKind[],
  signal: AbortSignal,
): Promise<void> {
  const holder = randomUUID();
  for (let failures = 0; !signal.aborted;) {
    let pause = 0;
    try {
      const job = await holdMaintenanceJob(parts.database, holder, kinds);
      failures = 0;
      if (job === null) pause = parts.pollMs;
      else await new Run(parts, job, holder, signal).run();
    } catch (error) {
      failures += 1;
      pause = Math.min(longestPauseMs, 100 * 2 ** (failures - 1));
      // What else needs the database tells that it is away.
      const level = classifyDatabaseFailure(error) === 'away' ? 'debug' : 'error';
      parts.logger[level]({ code: errorCode(error), failures }, 'a step of a maintenance job failed; retrying');
    }
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => {});
  }
}

/** One job in this process. */
class Run {
  readonly #parts: MaintenanceParts;
  readonly #job: HeldJob;
  readonly #holder: string;
  readonly #signal: AbortSignal;

  constructor(parts: MaintenanceParts, job: HeldJob, holder: string, signal: AbortSignal) {
    this.#parts = parts;
    this.#job = job;
    this.#holder = holder;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    const { database, logger } = this.#parts;
    const { id, kind } = this.#job;
    const key = { id, holder: this.#holder };
    try {
      if (this.#job.tries > mostTries)
        throw new LaurelError(
          'MAINTENANCE_STUCK',
          told`${mostTries} processes ended while working at the same point of the job. Their logs show why. What was finished before is kept.`,
        );
      const end = await this.#work();
      const ended = await endMaintenanceJob(database, key, end);
      if (ended !== null) logger.info({ job: id, kind, state: end, ...ended.figures }, 'maintenance job finished');
    } catch (error) {
      if (error instanceof LaurelError) {
        await endMaintenanceJob(database, key, 'failed', error.details.join(' '));
        logger.error({ job: id, kind, code: error.code }, 'maintenance job failed; the pages show why');
        return;
      }
      await leaveMaintenanceJob(database, id, this.#holder).catch(() => {});
      if (!(error instanceof Left)) throw error;
    }
  }

  #work(): Promise<End> {
    const { kind, span } = this.#job;
    if (kind === 'prune') return this.#prune();
    return span === null
      ? doBulkWork(this.#parts, this.#job, (queryable, progress) => this.#noteIn(queryable, progress))
      : this.#replay(span);
  }

  /** After each step. @returns whether somebody wants it to stop */
  #note(place: unknown, figures: Figures): Promise<boolean> {
    return this.#noteIn(this.#parts.database, { place, figures });
  }

  async #noteIn(queryable: Queryable, progress: JobProgress): Promise<boolean> {
    const key = { id: this.#job.id, holder: this.#holder };
    const told = await noteMaintenance(queryable, key, progress);
    if (told === 'lost' || (this.#signal.aborted && told !== 'stop')) throw new Left();
    return told === 'stop';
  }

  async #prune(): Promise<End> {
    const { database, keptDays } = this.#parts;
    const kept = this.#job.place as Record<keyof PruneLimits, string | null> | null;
    const limits = kept === null ? await pruneLimits(database, keptDays) : datesOf(kept);
    const before = this.#job.figures;
    const figures: Figures = { ...before };
    let stops = false;
    await pruneTo(database, limits, async (kind, removed) => {
      figures[kind] = (before[kind] ?? 0) + removed;
      stops ||= await this.#note(limits, figures);
      return !stops;
    });
    await this.#note(limits, figures);
    return stops ? 'stopped' : 'done';
  }

  async #replay(span: NonNullable<HeldJob['span']>): Promise<End> {
    const { batch, openReplay, logger, onBatch } = this.#parts;
    const source = await openReplay();
    if (source === null)
      throw new LaurelError(
        'BUS_UNAVAILABLE',
        told`No event bus is configured any longer, so there is nothing to read.`,
      );
    const before = this.#job.figures;
    const place = this.#job.place as ReplayPlace | null;
    let read = 0;
    try {
      const { stopped } = await replay(
        { ...batch, logger },
        source,
        span,
        {
          dryRun: false,
          place,
          onPage: async (page, verdicts) => {
            read += page.messages.length;
            const figures = addedTo(before, { read, ...figuresOf(verdicts) });
            return !(await this.#note(page.place, page.left === null ? figures : { ...figures, left: page.left }));
          },
          ...(onBatch && { onBatch }),
        },
        this.#signal,
      );
      if (this.#signal.aborted) throw new Left();
      return stopped ? 'stopped' : 'done';
    } finally {
      await source.close();
    }
  }
}

function figuresOf(verdicts: BatchReport): Figures {
  return {
    applied: verdicts.applied,
    noEffect: verdicts.noEffect,
    ignored: sum(verdicts.ignored),
    parked: sum(verdicts.parked),
    awarded: verdicts.changes.get('awarded') ?? 0,
    revoked: verdicts.changes.get('revoked') ?? 0,
  };
}

function addedTo(before: Readonly<Figures>, now: Figures): Figures {
  return Object.fromEntries(Object.entries(now).map(([name, count]) => [name, (before[name] ?? 0) + count]));
}

/** Of a job that an older Laurel began, kinds that it did not know stay. */
function datesOf(limits: Partial<Record<keyof PruneLimits, string | null>>): PruneLimits {
  const entries = prunedKinds.map((kind) => [kind, limits[kind] == null ? null : new Date(limits[kind])]);
  return Object.fromEntries(entries) as PruneLimits;
}
