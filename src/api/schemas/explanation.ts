import { z } from 'zod';
import { dataRule } from './templates.ts';

/** A value that a rule reads. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]).nullable();

export const evidence = z
  .strictObject({
    eventId: z.string(),
    eventType: z.string(),
    eventSource: z.string(),
    time: z.string().meta({ description: 'Time of the event, to the microsecond.' }),
    values: z
      .record(z.string(), scalar)
      .meta({ description: 'What the rules read, by key path; of long texts the first 500 characters.' }),
    version: z.int().meta({ description: 'Version of the rules that judged it.' }),
    penalty: z.string().nullable().meta({ description: 'The penalty that reset it.' }),
  })
  .meta({ id: 'Evidence' });

export type Evidence = z.output<typeof evidence>;

/** Why a learner has, or has not, completed a template (S10). */
export const explanation = z
  .strictObject({
    ratio: z.number(),
    complete: z.boolean(),
    groupsMet: z.int(),
    groups: z.array(
      z.strictObject({
        met: z.boolean(),
        requirements: z.array(
          z.strictObject({
            requirement: z.string(),
            description: z.string(),
            event: z.string().meta({ description: 'The type of the events that would meet it.' }),
            rules: z.array(dataRule).meta({ description: 'What must hold of such an event.' }),
            standing: z.enum(['fulfilled', 'reset', 'open']),
            evidence: evidence.nullable(),
            onRecord: z
              .strictObject({
                template: z.string(),
                templateName: z.string(),
                eventId: z.string(),
                time: z.string().meta({ description: 'Time of the event, to the microsecond.' }),
              })
              .nullable()
              .meta({
                description:
                  'While open: an event that fits is on record for another template; it came when this one was not active, or had other rules, and does not count.',
              }),
            currentRules: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Explanation' });

export type Explanation = z.output<typeof explanation>;
