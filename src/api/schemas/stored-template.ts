import { z } from 'zod';
import { achievementTypes } from '../../rules/achievement-types.ts';

/** The parts of a template as they are stored: what a file or a provider brought in may be longer than what is taken. */

const storedRule = z
  .strictObject({ path: z.string(), operator: z.enum(['eq', 'ne']), value: z.string() })
  .meta({ id: 'StoredDataRule' });

export const storedAchievement = z
  .strictObject({
    issuer: z.string().nullable(),
    type: z.enum(achievementTypes).nullable(),
    criteria: z.string(),
    tags: z.array(z.string()),
    alignments: z.array(
      z.strictObject({
        name: z.string(),
        url: z.string(),
        framework: z.string().nullable(),
        code: z.string().nullable(),
      }),
    ),
    language: z.string().nullable(),
    image: z.string().nullable(),
  })
  .meta({ id: 'StoredAchievement' });

export const storedHolder = z
  .discriminatedUnion('origin', [
    z.strictObject({ origin: z.literal('openedx') }),
    z.strictObject({ origin: z.literal('credly'), organization: z.string(), template: z.string() }),
    z.strictObject({ origin: z.literal('accredible'), account: z.string(), group: z.number() }),
  ])
  .meta({ id: 'StoredHolder', description: 'Where the badges of the template are issued.' });

export const storedRequirement = z
  .strictObject({
    id: z.string(),
    event: z.string(),
    group: z.string().nullable(),
    description: z.string(),
    rules: z.array(storedRule),
  })
  .meta({ id: 'StoredRequirement' });

export const storedPenalty = z
  .strictObject({
    id: z.string(),
    event: z.string(),
    description: z.string(),
    requirements: z.array(z.string()),
    rules: z.array(storedRule),
  })
  .meta({ id: 'StoredPenalty' });
