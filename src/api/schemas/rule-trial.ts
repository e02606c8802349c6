import { z } from 'zod';
import { dataRule } from './templates.ts';

/** A value that a rule reads. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** How one data rule fared with an event. */
export const ruleTrial = z.strictObject({
  rule: dataRule,
  actual: scalar.meta({ description: 'The value in the event; null if there is none.' }),
  holds: z.boolean(),
});

export type RuleTrial = z.output<typeof ruleTrial>;
