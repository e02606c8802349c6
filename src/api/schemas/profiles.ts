import { z } from 'zod';
import { timestamp } from './common.ts';

/** The badges that a learner has published, for a profile page. */
export const profileBadges = z
  .strictObject({
    items: z.array(
      z.strictObject({
        name: z.string(),
        description: z.string(),
        language: z.string().meta({ description: 'Language of both texts (BCP 47).' }),
        imageUrl: z.string(),
        issuer: z.strictObject({ name: z.string(), page: z.string() }),
        status: z.enum(['valid', 'expired', 'revoked']),
        awardedAt: timestamp,
        expiresAt: timestamp.nullable(),
        page: z.string().meta({ description: 'Its public page; add `.json` to get the signed badge.' }),
      }),
    ),
  })
  .meta({ id: 'ProfileBadges', description: 'At most 200, newest first.' });

export type ProfileBadges = z.output<typeof profileBadges>;
