import { z } from 'zod';
import { origin, pageOf, pageQuery, timestamp } from './common.ts';
import { templateId } from './templates.ts';

/** A badge as its own learner sees it. */
export const myBadge = z
  .strictObject({
    id: z.guid(),
    template: templateId,
    name: z.string(),
    imageUrl: z.string().nullable(),
    issuer: z.string().nullable().meta({ description: 'Who issued it; null when only its holder knows.' }),
    heldBy: origin,
    status: z.enum(['valid', 'expired', 'revoked']),
    awardedAt: timestamp,
    expiresAt: timestamp.nullable(),
    revokedAt: timestamp.nullable(),
    reason: z.string().meta({ description: 'Why it was revoked; else empty.' }),
    externalUrl: z.string().nullable().meta({ description: 'Its page at Credly or Accredible.' }),
    own: z
      .strictObject({
        published: z
          .boolean()
          .meta({ description: 'Whether everybody may see it. False unless the learner wants it.' }),
        listed: z
          .boolean()
          .meta({ description: 'Whether it is also listed by user name, for profile pages, while it is published.' }),
        page: z
          .string()
          .meta({ description: 'Its public address: there while it is published, and the same for ever.' }),
        preview: z.string().meta({ description: 'Path of the page as it would be; only its learner can open it.' }),
        files: z
          .strictObject({
            json: z.string(),
            jwt: z.string(),
            sdJwt: z.string().meta({ description: 'As an SD-JWT VC, which wallets of the European Union take.' }),
            png: z.string().nullable(),
            svg: z.string().nullable(),
          })
          .meta({ description: 'Paths of the badge as a file; null: its picture is kept elsewhere.' }),
        linkedIn: z.string().nullable().meta({
          description: 'Where LinkedIn offers to add it to the profile; null while it is private, or counts no more.',
        }),
      })
      .nullable()
      .meta({ description: 'What can be done with a badge that Laurel has issued itself; null: it has not (yet).' }),
  })
  .meta({ id: 'MyBadge' });

export type MyBadge = z.output<typeof myBadge>;
export const myBadgePage = pageOf(myBadge, 'MyBadgePage');

export const myBadgeQuery = z.strictObject(pageQuery);

export const publication = z
  .strictObject({ published: z.boolean().meta({ description: 'True: everybody who has its address sees it.' }) })
  .meta({ id: 'Publication' });

/** Something that is still to be done for a badge. */
const missingStep = z
  .strictObject({
    words: z.string().meta({ description: 'What it is, as whoever made the template described it; may be empty.' }),
    event: z.string().meta({ description: 'Type of the event that counts for it.' }),
    course: z.string().nullable().meta({ description: 'Key of the course that it is about; null: none, or several.' }),
    courseUrl: z.string().nullable().meta({ description: 'Where the course is taken; null when that is not known.' }),
  })
  .meta({ id: 'MissingStep' });

export type MissingStep = z.output<typeof missingStep>;

/** A badge that a learner has begun to earn. */
export const myProgress = z
  .strictObject({
    template: templateId,
    name: z.string(),
    imageUrl: z.string().nullable(),
    groupsMet: z.int(),
    groups: z.int(),
    missing: z.array(z.array(missingStep)).meta({
      description: 'What is still to be done: of each inner list any one thing, and all of the lists.',
    }),
  })
  .meta({ id: 'MyProgress' });

export type MyProgress = z.output<typeof myProgress>;
export const myProgressPage = pageOf(myProgress, 'MyProgressPage');

/** Each is explained from its evidence, so that fewer are given at once. */
export const myProgressQuery = z.strictObject({
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(50).default(25).meta({ description: 'At most so many items.' }),
});
