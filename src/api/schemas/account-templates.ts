import { z } from 'zod';
import { flag } from './common.ts';
import { wording } from './wording.ts';

/** Templates that an account has at its provider. */
export const accountTemplateQuery = z.strictObject({
  search: z.string().max(200).optional().meta({ description: 'Part of the name, or the whole id at the provider.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  fresh: flag.optional().meta({ description: 'Read again, instead of using a list up to a minute old.' }),
});

export const accountTemplates = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          id: z.string().meta({ description: 'Its id at Credly, or the number of the group at Accredible.' }),
          name: z.string(),
          description: z.string(),
          imageUrl: z.string().nullable(),
          state: z.enum(['draft', 'active', 'archived']),
          template: z
            .strictObject({ id: z.string(), name: z.string() })
            .nullable()
            .meta({ description: 'The badge template that uses it; null: none.' }),
        })
        .meta({ id: 'AccountTemplate' }),
    ),
    total: z.int().meta({ description: 'How many match the search; `items` has the first of them.' }),
    problem: z
      .strictObject({
        refused: z.boolean().meta({ description: 'Whether the provider answered with a refusal.' }),
        status: z.int().nullable(),
        message: z.string().meta({ description: 'What the provider said, and what to do.' }),
        wording: z.array(wording).meta({ description: 'The sentences of `message`.' }),
      })
      .nullable()
      .meta({ description: 'Why the list could not be read; null if it was read.' }),
  })
  .meta({ id: 'AccountTemplates' });

export type AccountTemplates = z.output<typeof accountTemplates>;
export type AccountTemplate = AccountTemplates['items'][number];
