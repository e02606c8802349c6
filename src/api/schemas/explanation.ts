import { z } from 'zod';
import { ruleTrial, scalar } from './rule-trial.ts';
import { dataRule } from './templates.ts';

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

const nearest = z
  .strictObject({
    eventId: z.string(),
    time: z.string().meta({ description: 'Time of the event, to the microsecond.' }),
    rules: z
      .array(ruleTrial)
      .meta({ description: 'How each data rule of the requirement fared with it; at least one did not hold.' }),
  })
  .meta({
    id: 'NearestEvent',
    description:
      'While a requirement is not fulfilled: the event of its type that came nearest without matching (the fewest data rules were unmet, then the newest); null: none is on record.',
  });

export type NearestEvent = z.output<typeof nearest>;

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
            resetBy: z
              .strictObject({ description: z.string(), event: z.string(), rules: z.array(dataRule) })
              .nullable()
              .meta({
                description: 'The penalty that reset it, as the rules have it now; null when they no longer do.',
              }),
            onRecord: z
              .strictObject({
                template: z
                  .string()
                  .nullable()
                  .meta({ description: 'Id of the badge template that counted it; null when none did.' }),
                templateName: z.string().nullable(),
                eventId: z.string(),
                time: z.string().meta({ description: 'Time of the event, to the microsecond.' }),
              })
              .nullable()
              .meta({
                description:
                  'While open: an event that fits is on record; it came when this template was not active, or had other rules, and does not count.',
              }),
            nearest: nearest.nullable(),
            currentRules: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Explanation' });

export type Explanation = z.output<typeof explanation>;
