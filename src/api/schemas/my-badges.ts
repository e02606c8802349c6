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
    issuer: z.string().nullable().meta({ description: 'Who issued it; null if unknown.' }),
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
          .meta({ description: 'Whether everybody can see it. False unless the learner publishes it.' }),
        listed: z
          .boolean()
          .meta({ description: 'Whether it is also listed by user name, for profile pages, while it is published.' }),
        page: z.string().meta({ description: 'Its public URL: available while it is published, and never changes.' }),
        preview: z.string().meta({ description: 'Path of the page preview; only the learner can open it.' }),
        files: z
          .strictObject({
            json: z.string(),
            jwt: z.string(),
            sdJwt: z.string().meta({ description: 'As an SD-JWT VC, for wallets of the European Union.' }),
            png: z.string().nullable(),
            svg: z.string().nullable(),
          })
          .meta({ description: 'Paths of the badge as a file; null: its image is stored elsewhere.' }),
        linkedIn: z.string().nullable().meta({
          description: 'URL that adds it to a LinkedIn profile; null while it is private, or if it is no longer valid.',
        }),
      })
      .nullable()
      .meta({ description: 'Actions for a badge that Laurel itself has issued; null: it has not (yet).' }),
  })
  .meta({ id: 'MyBadge' });

export type MyBadge = z.output<typeof myBadge>;
export const myBadgePage = pageOf(myBadge, 'MyBadgePage');

export const myBadgeQuery = z.strictObject(pageQuery);

export const publication = z
  .strictObject({ published: z.boolean().meta({ description: 'True: everybody who has its URL can see it.' }) })
  .meta({ id: 'Publication' });

/** Something that is still to be done for a badge. */
const missingStep = z
  .strictObject({
    words: z.string().meta({ description: 'The description from the template; may be empty.' }),
    event: z.string().meta({ description: 'The event type that counts for it.' }),
    course: z.string().nullable().meta({ description: 'Key of its course; null: none, or several.' }),
    courseUrl: z.string().nullable().meta({ description: 'URL of the course; null if unknown.' }),
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
      description: 'The remaining steps: any one of each inner list, for all of the lists.',
    }),
  })
  .meta({ id: 'MyProgress' });

export type MyProgress = z.output<typeof myProgress>;
export const myProgressPage = pageOf(myProgress, 'MyProgressPage');

/** Each is explained from its evidence, so that fewer are given at once. */
export const myProgressQuery = z.strictObject({
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(50).default(25).meta({ description: 'Maximum number of items.' }),
});
