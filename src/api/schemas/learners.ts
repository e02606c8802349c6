import { z } from 'zod';
import { badgeStatus, externalState, publicReason } from './badges.ts';
import {
  countedPageOf,
  countFlag,
  flag,
  learnerId,
  learnerIdText,
  learnerNumber,
  origin,
  pageOf,
  pageQuery,
  reason,
  timestamp,
} from './common.ts';
import { role } from './people.ts';
import { pictureHelp, templateId } from './templates.ts';
import { explanation } from './explanation.ts';

export const learner = z
  .strictObject({
    id: learnerNumber,
    username: z.string(),
    name: z.string(),
    email: z.string(),
    active: z.boolean(),
    retired: z.boolean(),
    createdAt: timestamp,
    newerHolder: learnerNumber.nullable().meta({
      description: 'LMS user id of the learner who has this user name now, according to a newer event; else null.',
    }),
  })
  .meta({ id: 'Learner' });

export type Learner = z.output<typeof learner>;
export const learnerPage = countedPageOf(learner, 'LearnerPage');
export type LearnerPage = z.output<typeof learnerPage>;

const learnerFilter = {
  search: z.string().max(200).optional().meta({
    description:
      'LMS user id, or the beginning of the user name, e-mail address or name, or of words in them, in any order. If several learners have had a user name, the newest comes first.',
  }),
};

export const learnerQuery = z.strictObject({ ...pageQuery, ...countFlag, ...learnerFilter });
export const learnerExportQuery = z.strictObject(learnerFilter);

/** One learner on one template, in short. */
export const progress = z
  .strictObject({
    learner: learnerNumber,
    username: z.string(),
    template: templateId,
    templateName: z.string(),
    imageUrl: z.string().nullable().meta({ description: pictureHelp }),
    origin,
    active: z.boolean(),
    groupsMet: z.int(),
    groups: z.int(),
    ratio: z.number(),
    complete: z.boolean(),
    badge: z.strictObject({ id: z.guid(), status: badgeStatus, state: externalState, earnedAt: timestamp }).nullable(),
    updatedAt: timestamp,
  })
  .meta({ id: 'Progress' });

export type Progress = z.output<typeof progress>;
export const progressPage = pageOf(progress, 'ProgressPage');
export type ProgressPage = z.output<typeof progressPage>;

export const progressQuery = z.strictObject({
  ...pageQuery,
  learner: learnerIdText.optional(),
  template: templateId.optional(),
  complete: flag.optional(),
});

/** A learner on the way to the badge of a template. */
export const learnerInProgress = progress
  .pick({ learner: true, username: true, groupsMet: true, groups: true, updatedAt: true })
  .meta({ id: 'LearnerInProgress' });

export type LearnerInProgress = z.output<typeof learnerInProgress>;
export const learnersInProgress = pageOf(learnerInProgress, 'LearnersInProgressPage');

/** Lets the progress of a learner on a template begin anew. */
export const progressReset = z
  .strictObject({
    learner: learnerId,
    template: templateId,
    reason,
    revoke: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether to revoke an awarded badge as well, permanently. Otherwise it stays.' }),
    publicReason,
  })
  .meta({ id: 'ProgressReset' });

export const progressResetResult = z
  .strictObject({
    requirements: z.array(z.string()).meta({ description: 'Ids of the requirements that were fulfilled before.' }),
    badge: z.strictObject({ id: z.guid(), status: badgeStatus }).nullable(),
  })
  .meta({ id: 'ProgressResetResult' });
export type ProgressResetResult = z.output<typeof progressResetResult>;

/** What retiring a learner removes, and what stays. */
export const retirement = z
  .strictObject({
    learner: learnerNumber,
    state: z.enum(['unknown', 'known', 'retired']).meta({
      description: 'The state of the learner before. For an unknown learner, only the LMS user id is recorded.',
    }),
    messages: z.int().meta({ description: 'Parked and waiting messages about them, which are removed.' }),
    history: z.int().meta({ description: 'Lines of the history about them, which stay, without texts and values.' }),
    badges: z.int().meta({ description: 'Their badges, which stay in the counts, without a name.' }),
    published: z.int().meta({ description: 'Of these, those whose public pages are removed.' }),
    notIssued: z.int().meta({ description: 'Of these, those still to be issued, which is cancelled.' }),
    atProviders: z.int().meta({
      description:
        'Of these, those held at Credly or Accredible, with the name of the learner. They stay there unless you revoke them first.',
    }),
    signIn: z
      .strictObject({ role: role.nullable() })
      .nullable()
      .meta({ description: 'Their sign-in here with the LMS, which is removed; null: they have none.' }),
    sameAddress: z.boolean().meta({
      description:
        'Whether a person who signs in here without the LMS has the same e-mail address. That person is kept.',
    }),
  })
  .meta({ id: 'Retirement' });
export type Retirement = z.output<typeof retirement>;

/** Why this learner has, or has not, this badge. */
export const standing = z
  .strictObject({
    learner: learnerNumber,
    template: templateId,
    templateName: z.string(),
    active: z.boolean(),
    verdict: z.enum(['has_badge', 'revoked', 'revoked_complete', 'complete_without_badge', 'incomplete', 'inactive']),
    badge: z.strictObject({ id: z.guid(), status: badgeStatus, state: externalState, reason: z.string() }).nullable(),
    explanation,
  })
  .meta({ id: 'Standing' });

export type Standing = z.output<typeof standing>;
