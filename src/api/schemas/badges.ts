import { z } from 'zod';
import {
  flag,
  learnerId,
  learnerIdText,
  learnerNumber,
  origin,
  countedPageOf,
  pageQuery,
  countFlag,
  reason,
  timestamp,
} from './common.ts';
import { issuerSlug } from '../../settings/issuer-slug.ts';
import { openBadgeStates } from '../../store/lists/badge-filter.ts';
import { templateId } from './templates.ts';

export const badgeStatus = z.enum(['awarded', 'revoked']);
export const externalState = z
  .enum(['created', 'no_response', 'error', 'pending', 'accepted', 'rejected', 'revoked', 'expired'])
  .meta({ description: 'State at the provider.' });

export const badge = z
  .strictObject({
    id: z.guid(),
    learner: learnerNumber,
    username: z.string(),
    learnerName: z.string().meta({ description: 'Empty if the learner is retired, or has no name.' }),
    template: templateId,
    templateName: z.string(),
    origin: origin.meta({ description: 'Where it was issued, even if the template has changed since.' }),
    account: z.string(),
    accountName: z.string().nullable().meta({ description: 'Display name of the account; null if unknown.' }),
    externalTemplate: z.string().meta({ description: 'Credly badge template or Accredible group.' }),
    environment: z
      .enum(['production', 'sandbox'])
      .nullable()
      .meta({ description: 'Where its calls go, whatever USE_SANDBOX says now; null: not attempted yet.' }),
    status: badgeStatus,
    state: externalState,
    earnedAt: timestamp,
    revokedAt: timestamp.nullable(),
    reason: z.string().meta({ description: 'Why it was revoked or awarded, for the people who manage badges.' }),
    publicReason: z.string().nullable().meta({
      description:
        'Why it was revoked, as shown to its learner, on its public page and to the provider; empty: no reason is shown. Null: not revoked, or revoked before such reasons existed.',
    }),
    externalId: z.string().nullable(),
    externalUrl: z.string().nullable(),
    due: z.enum(['issue', 'revoke']).nullable().meta({ description: 'What is still to be done at the provider.' }),
    dueAt: timestamp.nullable().meta({ description: 'Since when, or from when, it is due; null: nothing is due.' }),
    pausedSince: timestamp.nullable().meta({
      description: 'It is due, and has waited since then because its account is paused.',
    }),
    nextAttemptAt: timestamp.nullable().meta({
      description: 'When it is tried next; null: nothing is due, or it is due now and waits for its turn.',
    }),
    attempts: z.int(),
    lastStatus: z.int().nullable(),
    lastMessage: z
      .string()
      .nullable()
      .meta({ description: 'The last response of the provider, if it was a failure, as a sentence.' }),
    lastBody: z.string().nullable().meta({ description: 'The original response.' }),
    lastAttemptAt: timestamp.nullable(),
    closed: z.enum(['deleted', 'settled', 'retired']).nullable().meta({
      description:
        'Why nothing more is done for it at the provider: it was deleted there, somebody settled it, or the learner is retired.',
    }),
    waitsForOperator: z.boolean().meta({ description: 'The delivery failed permanently: fix the cause and retry.' }),
  })
  .meta({ id: 'Badge' });

/** A badge alone, with what lists do not tell. */
export const badgeDetails = badge
  .extend({
    formerPlaces: z
      .array(
        z
          .strictObject({
            origin,
            account: z.string(),
            externalTemplate: z.string(),
            environment: z.enum(['production', 'sandbox']).nullable(),
            externalId: z.string().nullable(),
            externalUrl: z.string().nullable(),
            state: externalState,
            done: z.boolean().meta({ description: 'Nothing more is to be done there.' }),
          })
          .meta({ id: 'FormerPlace' }),
      )
      .meta({
        description:
          'Other places where it is, or was, issued, because its template moved and it was issued again. If it is revoked, it is revoked at each of them.',
      }),
  })
  .meta({ id: 'BadgeDetails' });

export type BadgeDetails = z.output<typeof badgeDetails>;
export type Badge = z.output<typeof badge>;
export const badgePage = countedPageOf(badge, 'BadgePage');
export type BadgePage = z.output<typeof badgePage>;

const badgeFilter = {
  template: templateId.optional(),
  learner: learnerIdText.optional(),
  username: z.string().trim().min(1).max(300).optional().meta({
    description: 'Only those of learners with exactly this user name, which is case-sensitive, as in Open edX.',
  }),
  email: z
    .string()
    .trim()
    .min(1)
    .max(320)
    .optional()
    .meta({ description: 'Only those of learners with this e-mail address, according to the newest event.' }),
  search: z.string().trim().min(1).max(500).optional().meta({
    description:
      'The badge with this id: its own id, the id of the badge at Credly or of the credential at Accredible, or the URL of its page there.',
  }),
  status: badgeStatus.optional(),
  state: externalState.optional(),
  origin: origin.optional(),
  account: z.string().max(100).optional(),
  failed: flag
    .optional()
    .meta({ description: 'Only those whose delivery failed; with `due=false`, those that failed permanently.' }),
  due: flag.optional().meta({
    description:
      'Only those that are still to be issued or revoked at the provider; false: only those for which nothing is due.',
  }),
  issuer: issuerSlug.optional().meta({ description: 'Only those that this issuer of the site has issued.' }),
  openBadge: z.enum(openBadgeStates).optional().meta({
    description:
      'Only those that Laurel itself has issued as an Open Badge, those of them that are revoked, or those that wait because there was no issuer.',
  }),
  sort: z.enum(['-createdAt', 'createdAt']).default('-createdAt'),
};

export const badgeQuery = z.strictObject({ ...pageQuery, ...countFlag, ...badgeFilter });
export const badgeExportQuery = z.strictObject(badgeFilter);

export const awardRequest = z
  .strictObject({ learner: learnerId, template: templateId, reason })
  .meta({ id: 'AwardRequest', description: 'A manual award.' });

/** What others than operators are told of a revocation. */
export const publicReason = z.string().trim().max(500).default('').meta({
  description:
    'The reason shown to the learner under My badges, on the public page, and to the provider; empty: no reason is shown.',
});

export const revocationRequest = z.strictObject({ reason, publicReason }).meta({ id: 'RevocationRequest' });

export const reasonRequest = z.strictObject({ reason }).meta({ id: 'ReasonRequest' });
