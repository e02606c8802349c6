import { z } from 'zod';
import { jobKinds, leftOutReasons } from '../../store/operators/bulk-wish.ts';
import { flag, learnerNumber, pageOf, pageQuery, timestamp } from './common.ts';
import { told } from '../../told.ts';

export const prunedKind = z.enum(['history', 'audit', 'jobs', 'images']).meta({
  description: 'History of learners; audit; finished jobs and acknowledged gaps; uploaded images that nothing uses.',
});

export const prunePreview = z
  .strictObject({
    kinds: z.array(
      z.strictObject({
        kind: prunedKind,
        keptDays: z.int().nullable().meta({ description: 'From the settings, one day for images; null: permanently.' }),
        before: timestamp.nullable().meta({ description: 'Older entries are removed; null: nothing is removed.' }),
        count: z.int().meta({ description: 'How many entries would be removed now.' }),
      }),
    ),
  })
  .meta({ id: 'PrunePreview', description: 'What pruning would remove now. Nothing is removed.' });

export type PrunePreview = z.output<typeof prunePreview>;

const span = {
  from: z.iso.datetime({ offset: true }).meta({ description: 'The start, with a time zone.' }),
  until: z.iso.datetime({ offset: true }).optional().meta({ description: 'The end; default: now.' }),
};

const inOrder = ({ from, until }: { readonly from: string; readonly until?: string | undefined }): boolean =>
  Date.parse(from) < (until === undefined ? Date.now() : Date.parse(until));
const orderMistake = {
  message: told`The start must be before the end. The end is now unless you set it.`.text,
  path: ['from'],
};

export const replaySpan = z.strictObject(span).refine(inOrder, orderMistake).meta({ id: 'ReplaySpan' });
export const replayQuery = z.strictObject(span).refine(inOrder, orderMistake);

export const replayPreview = z
  .strictObject({
    from: timestamp,
    until: timestamp,
    topics: z.array(
      z.strictObject({
        topic: z.string(),
        oldest: timestamp
          .nullable()
          .meta({ description: 'When the oldest message that is still there arrived; null: there is none.' }),
        count: z.int().meta({ description: 'Approximate number of messages to read.' }),
        atLeast: z.boolean().meta({ description: 'Whether there are more, because counting stopped early.' }),
      }),
    ),
  })
  .meta({ id: 'ReplayPreview', description: 'What a replay would read. Nothing is processed.' });

export type ReplayPreview = z.output<typeof replayPreview>;

export const maintenanceJob = z
  .strictObject({
    id: z.guid(),
    kind: z.enum(jobKinds),
    state: z.enum(['running', 'done', 'stopped', 'failed']),
    from: timestamp.nullable().meta({ description: 'For a replay: the start.' }),
    until: timestamp.nullable(),
    figures: z.record(z.string(), z.int()).meta({
      description:
        'Results so far. For pruning: what was removed, by kind. For a replay: read, applied, noEffect, ignored, parked, awarded, revoked, and left if the bus tells. For bulk actions: total, lookedAt, and the results.',
    }),
    template: z.string().nullable().meta({ description: 'For awards and revocations: the badge template.' }),
    reason: z.string().nullable().meta({ description: 'The reason, if one was required.' }),
    leftOut: z
      .array(z.strictObject({ learner: learnerNumber, why: z.enum(leftOutReasons) }))
      .meta({ description: 'Learners for whom nothing was done, and why.' }),
    error: z.string().nullable().meta({ description: 'Why it failed, and what to do.' }),
    stopping: z.boolean().meta({ description: 'Somebody has stopped it; it ends after the current step.' }),
    actor: z.string(),
    askedAt: timestamp,
    finishedAt: timestamp.nullable(),
  })
  .meta({ id: 'MaintenanceJob', description: 'A job that runs in steps.' });

export type MaintenanceJob = z.output<typeof maintenanceJob>;
export const maintenanceJobQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(jobKinds).optional(),
  running: flag.optional().meta({ description: 'Only running jobs.' }),
});
export const maintenanceJobPage = pageOf(maintenanceJob, 'MaintenanceJobPage');
export type MaintenanceJobPage = z.output<typeof maintenanceJobPage>;
