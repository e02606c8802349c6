import { z } from 'zod';
import { outsideStates } from '../../store/delivery/template-outside.ts';
import { achievementTypes } from '../../rules/achievement-types.ts';
import { issuerSlug } from '../../settings/issuer-slug.ts';
import { syncedFields } from '../../rules/synced.ts';
import { findExcess } from '../../rules/validate.ts';
import { countedPageOf, countedPageQuery, flag, origin, timestamp, nameOf } from './common.ts';
import { storedAchievement, storedHolder, storedPenalty, storedRequirement } from './stored-template.ts';
import { requestMistake } from './wording.ts';
import { templateWarnings } from './template-warnings.ts';
import { told } from '../../told.ts';

const providerStateHelp =
  'How it was at its provider when a sync or a webhook looked last; `absent`: it is not there. Null: nobody has looked.';

/** Of a list: what the badge looks like, whichever way its picture was given. */
export const pictureHelp =
  'Its image: the image URL, or the path here (`/images/<digest>`) of an uploaded image; null: none.';

const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/,
    told`Use 1 to 100 lower-case letters, digits, ".", "_" or "-", beginning and ending with a letter or digit.`.text,
  )
  .meta({ description: 'Stable slug.' });

export const templateId = slug.meta({ description: 'Id of a badge template: a stable slug, unique on the site.' });

export const dataRule = z
  .strictObject({
    path: z.string().min(1).max(500).meta({ description: 'Key path in the payload, such as `course.course_key`.' }),
    operator: z.enum(['eq', 'ne']),
    value: z
      .string()
      .max(2_000)
      .meta({ description: 'The expected value; the type of the path decides how it is read.' }),
  })
  .meta({ id: 'DataRule' });

export const requirement = z
  .strictObject({
    id: slug,
    event: z.string().min(1).max(300).meta({ description: 'Event type.' }),
    group: z
      .string()
      .max(100)
      .nullable()
      .meta({ description: 'Requirements in the same group are alternatives; null: a group of its own.' }),
    description: z.string().max(10_000),
    rules: z.array(dataRule).max(100),
  })
  .meta({ id: 'Requirement' });

export const penalty = z
  .strictObject({
    id: slug,
    event: z.string().min(1).max(300).meta({ description: 'Event type.' }),
    description: z.string().max(10_000),
    requirements: z.array(slug).max(100).meta({ description: 'Ids of the requirements that it resets.' }),
    rules: z.array(dataRule).max(100),
  })
  .meta({ id: 'Penalty' });

export const holder = z
  .discriminatedUnion('origin', [
    z.strictObject({ origin: z.literal('openedx') }),
    z.strictObject({
      origin: z.literal('credly'),
      organization: z.guid().toLowerCase(),
      template: z.guid().toLowerCase(),
    }),
    z.strictObject({
      origin: z.literal('accredible'),
      account: z.string().trim().min(1).max(100),
      group: z.int().min(1),
    }),
  ])
  .meta({ id: 'Holder', description: 'Where the badges of the template are issued.' });

/** What is added for badges that Laurel issues itself. */
export const achievement = z
  .strictObject({
    issuer: z
      .string()
      .max(63)
      .nullable()
      .default(null)
      .meta({ description: 'Slug of the issuer; null: the default issuer.' }),
    type: z
      .enum(achievementTypes)
      .nullable()
      .default(null)
      .meta({ description: 'The achievement type of Open Badges 3.0; null: `Badge`.' }),
    criteria: z.string().max(20_000).default('').meta({ description: 'What learners have to do for it, in Markdown.' }),
    tags: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
    alignments: z
      .array(
        z
          .strictObject({
            name: nameOf(500),
            url: z.url({ protocol: /^https?$/, error: told`must be an http or https address`.text }).max(2_000),
            framework: z.string().trim().min(1).max(500).nullable().default(null),
            code: z.string().trim().min(1).max(200).nullable().default(null),
          })
          .meta({ id: 'Alignment' }),
      )
      .max(50)
      .default([])
      .meta({ description: 'Entries of frameworks, such as ESCO, that the badge corresponds to.' }),
    language: z
      .string()
      .regex(/^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/, told`must be a language tag such as en or pt-BR`.text)
      .nullable()
      .default(null)
      .meta({ description: 'Language of its texts; null: the language of the issuer.' }),
    image: z
      .string()
      .regex(/^[0-9a-f]{64}$/, told`must be the digest of an uploaded image`.text)
      .nullable()
      .default(null)
      .meta({ description: 'Digest of an uploaded image; null: the image URL, if there is one.' }),
  })
  .meta({ id: 'Achievement', description: 'For badges that Laurel issues itself (origin openedx).' });

/** A whole template as it is written: one nested document. */
export const templateDocument = z
  .strictObject({
    id: templateId,
    name: nameOf(500),
    description: z.string().max(10_000),
    imageUrl: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .nullable(),
    holder,
    achievement: achievement.nullable().optional().meta({
      description: 'More fields for badges that Laurel issues itself; if left out in an edit, they stay as they are.',
    }),
    requirements: z.array(requirement).max(200),
    penalties: z.array(penalty).max(200),
  })
  .check(({ value, issues }) => {
    for (const { path, message } of findExcess(value))
      issues.push({ code: 'custom', input: value, path: [...path], message });
  })
  .meta({ id: 'TemplateDocument', description: 'A whole badge template.' });

/** An edit of a template. */
export const templateUpdate = templateDocument
  .safeExtend({
    issuedBadges: z.enum(['stay', 'issue_again']).optional().meta({
      description:
        'Required if the edit changes where the badges are issued and the template has badges. `stay`: issued badges stay where they are, and are revoked there. `issue_again`: they are also issued at the new place, and later revoked at both. Badges that are not issued yet always move along.',
    }),
  })
  .meta({ id: 'TemplateUpdate', description: 'A whole badge template, edited.' });

export type TemplateUpdate = z.output<typeof templateUpdate>;
export type TemplateDocument = z.output<typeof templateDocument>;
export type RequirementDocument = z.output<typeof requirement>;
export type PenaltyDocument = z.output<typeof penalty>;
export type DataRuleDocument = z.output<typeof dataRule>;
export type HolderDocument = z.output<typeof holder>;

/** How many learners an edit concerns (S19). */
export const templateUse = z
  .strictObject({
    holders: z.int().meta({ description: 'Learners who have the badge.' }),
    inProgress: z.int().meta({
      description: 'Learners with incomplete progress who neither have the badge nor had it revoked.',
    }),
  })
  .meta({ id: 'TemplateUse' });

/** A template as it is stored: what a file or a provider brought in may be longer than what is taken here. */
export const templateView = z
  .strictObject({
    id: templateId,
    name: z.string(),
    description: z.string(),
    imageUrl: z.string().nullable(),
    holder: storedHolder,
    achievement: storedAchievement.nullable().meta({ description: 'For badges that Laurel issues itself.' }),
    requirements: z.array(storedRequirement),
    penalties: z.array(storedPenalty),
    active: z.boolean(),
    version: z.int().meta({ description: 'Counts the edits of the rules.' }),
    use: templateUse,
    provider: z
      .strictObject({
        page: z.string().nullable().meta({ description: 'Its page at the provider.' }),
        state: z.enum(outsideStates).nullable().meta({ description: providerStateHelp }),
        seenAt: timestamp.nullable(),
        fields: z.array(z.enum(syncedFields)).meta({
          description:
            'The fields that a sync updates, which can be changed only at the provider; empty: the template is not synced.',
        }),
      })
      .meta({ id: 'TemplateAtProvider' }),
    createdAt: timestamp,
    updatedAt: timestamp,
    warnings: templateWarnings,
  })
  .meta({ id: 'Template' });

export type TemplateView = z.output<typeof templateView>;

export const templateSummary = z
  .strictObject({
    id: templateId,
    name: z.string(),
    description: z.string(),
    imageUrl: z.string().nullable().meta({ description: pictureHelp }),
    origin,
    account: z.string().meta({ description: 'Credly organization or Accredible account; empty for openedx.' }),
    active: z.boolean(),
    providerState: z.enum(outsideStates).nullable().meta({ description: providerStateHelp }),
    version: z.int(),
    requirements: z.int().meta({ description: 'How many requirements.' }),
    penalties: z.int().meta({ description: 'How many penalties.' }),
    use: templateUse,
    updatedAt: timestamp,
  })
  .meta({ id: 'TemplateSummary' });

export type TemplateSummary = z.output<typeof templateSummary>;
export const templatePage = countedPageOf(templateSummary, 'TemplatePage');
export type TemplatePage = z.output<typeof templatePage>;

export const templateQuery = z.strictObject({
  ...countedPageQuery,
  search: z.string().max(200).optional().meta({
    description: 'Part of the name or the id, or the whole id of the template at Credly or the group at Accredible.',
  }),
  origin: origin.optional(),
  account: z.string().max(100).optional(),
  active: flag.optional(),
  providerState: z.enum(outsideStates).optional().meta({ description: providerStateHelp }),
  issuer: issuerSlug.optional().meta({ description: 'Only templates that name this issuer of the site.' }),
  sort: z.enum(['name', '-name', 'updatedAt', '-updatedAt']).default('name'),
});

/** The answer of a check without saving. */
export const templateCheck = z
  .strictObject({
    mistakes: z.array(requestMistake).meta({ description: 'The mistakes that prevent saving.' }),
    activationMistakes: z.array(requestMistake).meta({ description: 'The mistakes that prevent activation.' }),
    warnings: templateWarnings,
  })
  .meta({ id: 'TemplateCheck' });

export type TemplateCheck = z.output<typeof templateCheck>;

export const pagePreview = z
  .strictObject({ html: z.string().meta({ description: 'A whole page without scripts. Show it in a sandbox.' }) })
  .meta({ id: 'PagePreview' });

export type PagePreview = z.output<typeof pagePreview>;
