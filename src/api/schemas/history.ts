import { z } from 'zod';
import { historyKinds } from '../../store/engine/history.ts';
import {
  actor,
  countedPageOf,
  countFlag,
  learnerIdText,
  origin,
  pageOf,
  pageQuery,
  severalOf,
  timestamp,
} from './common.ts';
import { dataRule, templateId } from './templates.ts';

/** An account at a provider. */
const accountNamed = z.strictObject({
  origin,
  account: z.string().meta({ description: 'Credly organization or Accredible account; empty for Laurel itself.' }),
  name: z.string().nullable().meta({ description: 'Its display name; null if unknown.' }),
});

/** What happened to progress, badges and templates, with the causing event. */
export const historyEntry = z
  .strictObject({
    id: z.int(),
    recordedAt: timestamp,
    kind: z.enum(historyKinds),
    learner: z.int().nullable(),
    username: z.string().nullable().meta({ description: 'User name of the learner; empty once they are retired.' }),
    learnerName: z.string().nullable().meta({ description: 'The name of the learner; empty once they are retired.' }),
    template: z.string().nullable(),
    templateName: z.string().nullable(),
    event: z
      .strictObject({ id: z.string(), type: z.string(), source: z.string(), time: timestamp })
      .nullable()
      .meta({ description: 'The event that caused it.' }),
    actor: actor
      .nullable()
      .meta({ description: 'Who did it manually; null if nobody did. Viewers see only the kind.' }),
    actorName: z.string().nullable().meta({ description: 'Their name. Null for viewers.' }),
    account: accountNamed.nullable().meta({ description: 'The account at a provider where it happened; null: here.' }),
    accountBefore: accountNamed
      .nullable()
      .meta({ description: 'The account where the badge was before, if it moved.' }),
    conditions: z
      .array(
        z.strictObject({
          role: z.enum(['requirement', 'penalty']),
          id: z.string(),
          event: z.string().nullable().meta({ description: 'Null if no version of the rules has it any more.' }),
          description: z.string(),
          rules: z.array(dataRule),
        }),
      )
      .meta({ description: 'The requirement and the penalties that it is about, with the rules of that time.' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });

export type HistoryEntry = z.output<typeof historyEntry>;
export const historyPage = countedPageOf(historyEntry, 'HistoryPage');
export type HistoryPage = z.output<typeof historyPage>;

/** What narrows the history down. */
export const historyFilter = {
  learner: learnerIdText.optional(),
  template: templateId.optional(),
  kind: severalOf(z.enum(historyKinds)).meta({
    description: 'What happened; repeat the parameter for several kinds.',
  }),
  from: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Recorded at or after this time, ISO 8601 with a time zone.' }),
  until: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Recorded before this time, ISO 8601 with a time zone.' }),
};

export const historyQuery = z.strictObject({ ...pageQuery, ...countFlag, ...historyFilter });
export const historyExportQuery = z.strictObject(historyFilter);
export type HistoryFilterQuery = z.output<typeof historyExportQuery>;

/** A change that somebody made. */
export const auditEntry = z
  .strictObject({
    id: z.int(),
    recordedAt: timestamp,
    actor,
    actorName: z.string().nullable().meta({ description: 'Null for viewers.' }),
    action: z.string(),
    targetType: z.string(),
    target: z.string(),
    targetName: z.string().nullable().meta({ description: 'Its current name, or its name when it was removed.' }),
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
