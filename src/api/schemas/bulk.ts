import { z } from 'zod';
import { leftOutReasons } from '../../store/operators/bulk-wish.ts';
import { publicReason } from './badges.ts';
import { learnerId, learnerNumber, reason } from './common.ts';
import { templateId } from './templates.ts';
import { told } from '../../told.ts';

/** So many learners, or messages that were chosen one by one, at once. */
export const mostLearners = 10_000;

export const parkedBulk = z
  .strictObject({
    action: z.enum(['retry', 'discard']),
    ids: z
      .array(z.int().min(1))
      .min(1)
      .max(mostLearners)
      .optional()
      .meta({ description: 'Only these; default: all that are parked now.' }),
    reason: z.string().max(100).optional().meta({ description: 'Only those parked for this reason.' }),
    topic: z.string().max(300).optional().meta({ description: 'Only those from this topic, including its prefix.' }),
    why: reason.optional().meta({ description: 'Why they are discarded; recorded for each in the history.' }),
  })
  .refine(({ action, why }) => action === 'retry' || why !== undefined, {
    message: told`Give a reason for discarding them.`.text,
    path: ['why'],
  })
  .meta({ id: 'ParkedBulk', description: 'Retries many parked messages, or discards them permanently.' });

const action = z.enum(['award', 'revoke']);

export const bulkCheck = z
  .strictObject({
    action,
    template: templateId,
    list: z.string().min(1).max(700_000).meta({
      description:
        'LMS user ids, user names or e-mail addresses: one per line, separated by commas, or a CSV file with a column such as `username`; at most 10,000.',
    }),
  })
  .meta({ id: 'BulkCheck' });

export const bulkOutcome = z.enum(['ready', 'repeated', ...leftOutReasons]).meta({
  description:
    '`ready`: it would be done; `repeated`: an earlier line names the same learner; `unknown`: no learner matches; `ambiguous`: several learners match; `retired`: nothing can be awarded; `holds_it`: already has the badge; `was_revoked`: the badge was revoked, and is never issued again; `holds_none`: there is nothing to revoke.',
});

export const bulkCheckResult = z
  .strictObject({
    items: z.array(
      z.strictObject({
        given: z.string(),
        learner: learnerNumber.nullable(),
        username: z.string(),
        name: z.string(),
        outcome: bulkOutcome,
      }),
    ),
    ready: z.int().meta({ description: 'Number of learners for whom it would be done.' }),
  })
  .meta({ id: 'BulkCheckResult', description: 'What would become of each. Nothing is changed.' });
export type BulkCheckResult = z.output<typeof bulkCheckResult>;
export type BulkOutcome = z.output<typeof bulkOutcome>;

export const bulkRequest = z
  .strictObject({
    action,
    template: templateId,
    learners: z.array(learnerId).min(1).max(mostLearners),
    reason,
    publicReason,
  })
  .meta({ id: 'BulkRequest', description: 'Awards a badge to many learners manually, or revokes it.' });
