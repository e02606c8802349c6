import { z } from 'zod';

/** What is no mistake, and yet keeps badges from being earned or issued. */
export const templateWarning = z
  .strictObject({
    kind: z.enum([
      'account_without_key',
      'draft_at_provider',
      'archived_at_provider',
      'absent_at_provider',
      'course_key',
      'course_unseen',
    ]),
    path: z.array(z.union([z.string(), z.number()])).meta({ description: 'Path within the template.' }),
    message: z.string(),
    value: z.string().meta({
      description:
        'A course key that no event can have (with invisible characters written out) or that none has had so far; an account without a key; or the id of the template at its provider.',
    }),
    suggestion: z.string().nullable().meta({ description: 'What was probably meant.' }),
  })
  .meta({ id: 'TemplateWarning' });

export type TemplateWarning = z.output<typeof templateWarning>;

/** All that there are of a template. */
export const templateWarnings = z
  .array(templateWarning)
  .meta({ description: 'Not mistakes, but they prevent badges from being earned or issued.' });
