import { z } from 'zod';
import { ruleTrial, scalar } from './rule-trial.ts';
import { dataRule } from './templates.ts';

export const evidence = z
  .strictObject({
    eventId: z.string(),
    eventType: z.string(),
    eventSource: z.string(),
    time: z.string().meta({ description: 'Time of the event, to the microsecond.' }),
    values: z.record(z.string(), scalar).meta({
      description: 'The values that the rules read, by key path; only the first 500 characters of long texts.',
    }),
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
      .meta({ description: 'The result of each data rule of the requirement; at least one did not match.' }),
  })
  .meta({
    id: 'NearestEvent',
    description:
      'While a requirement is not fulfilled: the event of its type that came closest without matching (fewest unmet data rules, then newest); null: none is on record.',
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
            rules: z.array(dataRule).meta({ description: 'The rules that such an event must match.' }),
            standing: z.enum(['fulfilled', 'reset', 'open']),
            evidence: evidence.nullable(),
            resetBy: z
              .strictObject({ description: z.string(), event: z.string(), rules: z.array(dataRule) })
              .nullable()
              .meta({
                description: 'The penalty that reset it, with its current rules; null if it no longer exists.',
              }),
            onRecord: z
              .strictObject({
                template: z
                  .string()
                  .nullable()
                  .meta({ description: 'Id of the badge template that counted it; null if none did.' }),
                templateName: z.string().nullable(),
                eventId: z.string(),
                time: z.string().meta({ description: 'Time of the event, to the microsecond.' }),
              })
              .nullable()
              .meta({
                description:
                  'While open: a matching event is on record, but it came when this template was inactive or had other rules, so it does not count.',
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
