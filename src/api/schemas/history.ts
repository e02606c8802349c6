import { z } from 'zod';
import { historyKinds } from '../../store/engine/history.ts';
import { actor, learnerIdText, pageOf, pageQuery, timestamp } from './common.ts';
import { templateId } from './templates.ts';

/** What happened to progress, badges and templates, with the causing event. */
export const historyEntry = z
  .strictObject({
    id: z.int(),
    recordedAt: timestamp,
    kind: z.enum(historyKinds),
    learner: z.int().nullable(),
    username: z.string().nullable().meta({ description: 'Of the learner; empty once they are retired.' }),
    template: z.string().nullable(),
    templateName: z.string().nullable(),
    event: z
      .strictObject({ id: z.string(), type: z.string(), source: z.string(), time: timestamp })
      .nullable()
      .meta({ description: 'The causing event.' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });

export type HistoryEntry = z.output<typeof historyEntry>;
export const historyPage = pageOf(historyEntry, 'HistoryPage');
export type HistoryPage = z.output<typeof historyPage>;

export const historyQuery = z.strictObject({
  ...pageQuery,
  learner: learnerIdText.optional(),
  template: templateId.optional(),
  kind: z.enum(historyKinds).optional(),
});

/** A change that somebody made. */
export const auditEntry = z
  .strictObject({
    id: z.int(),
    recordedAt: timestamp,
    actor,
    actorName: z.string().nullable().meta({ description: 'Null to viewers.' }),
    action: z.string(),
    targetType: z.string(),
    target: z.string(),
    targetName: z
      .string()
      .nullable()
      .meta({ description: 'What it is called now, or was called when it was removed.' }),
    reason: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

export type AuditEntry = z.output<typeof auditEntry>;
export const auditPage = pageOf(auditEntry, 'AuditPage');
export type AuditPage = z.output<typeof auditPage>;

export const auditQuery = z.strictObject({
  ...pageQuery,
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  targetType: z.string().max(100).optional(),
  target: z.string().max(300).optional(),
});
