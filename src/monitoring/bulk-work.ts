import type { Logger } from 'pino';
import type { BatchParts } from '../consumer/process-batch.ts';
import type { BatchReport } from '../consumer/report.ts';
import { retryParked } from '../consumer/retry-parked.ts';
import type { Database, Queryable } from '../store/database/database.ts';
import { discardNext } from '../store/engine/parked-many.ts';
import type { ParkedFilter } from '../store/engine/parked.ts';
import type { LearnersWish, ParkedChoice, ParkedWish } from '../store/operators/bulk-wish.ts';
import { awardMany } from '../store/operators/hand-awards-many.ts';
import type { HeldJob, JobProgress } from '../store/operators/maintenance-jobs.ts';

export interface BulkParts {
  readonly database: Database;
  /** What events are processed with. */
  readonly batch: BatchParts;
  /** Whether awards and revocations are announced on the event bus. */
  readonly announces: boolean;
  readonly logger: Logger;
  readonly onBatch?: (report: BatchReport) => void;
  /** Told of each badge that was awarded or revoked by hand. */
  readonly onByHand?: (what: 'awarded' | 'revoked') => void;
}

/** Writes down how far a job is. @returns whether somebody wants it to stop */
export type NoteProgress = (queryable: Queryable, progress: JobProgress) => Promise<boolean>;

type End = 'done' | 'stopped';

/** So many messages are discarded in one step. */
const discardStep = 500;

/** Does to many what somebody wants done: to parked messages or for learners; goes on where the job is. */
export function doBulkWork(parts: BulkParts, job: HeldJob, note: NoteProgress): Promise<End> {
  const { wish } = job;
  if (wish === null) throw new Error(`a job of kind ${job.kind} has a wish`);
  if (!('parked' in wish)) return forLearners(parts, job, wish, note);
  return wish.why === null
    ? retryMany(parts, job, wish, note)
    : discardMany(parts, job, { ...wish, why: wish.why }, note);
}

async function retryMany(
  { database, batch, logger, onBatch }: BulkParts,
  job: HeldJob,
  { parked }: ParkedWish,
  note: NoteProgress,
): Promise<End> {
  const before = job.figures;
  const figure = (name: string): number => before[name] ?? 0;
  let end: End = 'done';
  await retryParked({ ...batch, logger }, filterOf(parked), {
    after: placeOf(job),
    ...(onBatch && { onBatch }),
    onProgress: async ({ processed, stillParked, keptInPart }, last) => {
      const figures = {
        ...before,
        lookedAt: figure('lookedAt') + processed + stillParked,
        processed: figure('processed') + processed,
        stillParked: figure('stillParked') + stillParked,
        keptInPart: figure('keptInPart') + keptInPart,
      };
      const stops = await note(database, { place: last, figures });
      if (stops) end = 'stopped';
      return !stops;
    },
  });
  return end;
}

async function discardMany(
  { database }: BulkParts,
  job: HeldJob,
  { parked, why }: ParkedWish & { readonly why: string },
  note: NoteProgress,
): Promise<End> {
  let after = placeOf(job);
  let { discarded = 0 } = job.figures;
  for (;;) {
    const step = await database.transaction(async (transaction) => {
      const gone = await discardNext(transaction, { ...filterOf(parked), after, limit: discardStep }, why, job.actor);
      discarded += gone.discarded;
      const figures = { ...job.figures, lookedAt: discarded, discarded };
      return { ...gone, stops: await note(transaction, { place: gone.last ?? after, figures }) };
    });
    if (step.stops) return 'stopped';
    if (step.last === null) return 'done';
    after = step.last;
  }
}

async function forLearners(
  { database, announces, onByHand }: BulkParts,
  job: HeldJob,
  { template, learners, why, publicReason, ...by }: LearnersWish,
  note: NoteProgress,
): Promise<End> {
  const action = job.kind === 'award' ? 'award' : 'revoke';
  let { changed = 0 } = job.figures;
  return awardMany(
    database,
    { action, template, learners, reason: why, publicReason },
    {
      by,
      announces,
      from: placeOf(job),
      onEach: async (done, leftOut) => {
        if (leftOut === null) {
          changed += 1;
          onByHand?.(action === 'award' ? 'awarded' : 'revoked');
        }
        const figures = { ...job.figures, lookedAt: done, changed };
        return !(await note(database, { place: done, figures, leftOut: leftOut === null ? [] : [leftOut] }));
      },
    },
  );
}

/** Where a job goes on: a number, whatever it counts. */
function placeOf({ place }: HeldJob): number {
  return typeof place === 'number' ? place : 0;
}

function filterOf({ ids, reason, topic, upTo }: ParkedChoice): ParkedFilter {
  return { ...(ids && { ids }), ...(reason !== null && { reason }), ...(topic !== null && { topic }), upTo };
}
