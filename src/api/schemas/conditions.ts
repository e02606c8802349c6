import { z } from 'zod';
import { flag, pageOf, pageQuery } from './common.ts';
import { dataRule, templateId } from './templates.ts';

/** A requirement or a penalty, with the template that it belongs to. */
export const condition = z
  .strictObject({
    template: templateId,
    templateName: z.string(),
    active: z.boolean().meta({ description: 'Whether the template is active.' }),
    kind: z.enum(['requirement', 'penalty']),
    id: z.string().meta({ description: 'Unique within the template.' }),
    event: z.string().meta({ description: 'Event type.' }),
    description: z.string(),
    rules: z.array(dataRule),
  })
  .meta({ id: 'Condition' });

export type Condition = z.output<typeof condition>;
export const conditionPage = pageOf(condition, 'ConditionPage');
export type ConditionPage = z.output<typeof conditionPage>;

export const conditionQuery = z.strictObject({
  ...pageQuery,
  event: z.string().max(200).optional().meta({ description: 'Only those for this event type.' }),
  course: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Only those with a data rule that names this course.' }),
  kind: z.enum(['requirement', 'penalty']).optional(),
  active: flag.optional().meta({ description: 'Only those of active, or only those of inactive templates.' }),
});
