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
        keptDays: z.int().nullable().meta({ description: 'By the settings, for images one day; null: for ever.' }),
        before: timestamp.nullable().meta({ description: 'What is older goes; null: nothing does.' }),
        count: z.int().meta({ description: 'How many entries would go now.' }),
      }),
    ),
  })
  .meta({ id: 'PrunePreview', description: 'What pruning would remove now. Nothing is removed.' });

export type PrunePreview = z.output<typeof prunePreview>;

const span = {
  from: z.iso.datetime({ offset: true }).meta({ description: 'The first moment, with its zone.' }),
  until: z.iso.datetime({ offset: true }).optional().meta({ description: 'The last moment; now when left out.' }),
};

const inOrder = ({ from, until }: { readonly from: string; readonly until?: string | undefined }): boolean =>
  Date.parse(from) < (until === undefined ? Date.now() : Date.parse(until));
const orderMistake = {
  message: told`The first moment must be before the last one, which is now unless given.`.text,
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
          .meta({ description: 'When the oldest message came that is there; null: none is.' }),
        count: z.int().meta({ description: 'About so many messages would be read.' }),
        atLeast: z.boolean().meta({ description: 'Whether there are more, and counting was given up.' }),
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
    from: timestamp.nullable().meta({ description: 'Of a replay: the first moment.' }),
    until: timestamp.nullable(),
    figures: z.record(z.string(), z.int()).meta({
      description:
        'So far. Of pruning: what was removed, by kind. Of a replay: read, applied, noEffect, ignored, parked, awarded, revoked, and left where the bus tells. Of what is done to many: total, lookedAt, and what came of it.',
    }),
    template: z.string().nullable().meta({ description: 'Of awards and revocations: the badge template.' }),
    reason: z.string().nullable().meta({ description: 'Why, where somebody had to say so.' }),
    leftOut: z
      .array(z.strictObject({ learner: learnerNumber, why: z.enum(leftOutReasons) }))
      .meta({ description: 'Learners for whom nothing was done, and why.' }),
    error: z.string().nullable().meta({ description: 'Why it failed, and what to do.' }),
    stopping: z.boolean().meta({ description: 'Somebody has asked it to stop; it ends with the step at hand.' }),
    actor: z.string(),
    askedAt: timestamp,
    finishedAt: timestamp.nullable(),
  })
  .meta({ id: 'MaintenanceJob', description: 'Something that was started and goes on in steps.' });

export type MaintenanceJob = z.output<typeof maintenanceJob>;
export const maintenanceJobQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(jobKinds).optional(),
  running: flag.optional().meta({ description: 'Only those that are under way.' }),
});
export const maintenanceJobPage = pageOf(maintenanceJob, 'MaintenanceJobPage');
export type MaintenanceJobPage = z.output<typeof maintenanceJobPage>;
