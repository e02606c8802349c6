import { z } from 'zod';
import { learnerId, learnerNumber } from './common.ts';
import { explanation } from './explanation.ts';
import { ruleTrial } from './rule-trial.ts';
import { templateDocument } from './templates.ts';

/** Try it: a template, stored or as it stands in the editor, with an event or with a learner. */
export const trialRequest = z
  .strictObject({
    template: templateDocument,
    subject: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('event'),
        event: z.record(z.string(), z.unknown()).meta({
          description: 'One CloudEvents JSON object, with the payload in `data` under its openedx-events name.',
        }),
      }),
      z.strictObject({ kind: z.literal('learner'), learner: learnerId }),
    ]),
  })
  .meta({ id: 'TrialRequest' });

export type TrialRequest = z.input<typeof trialRequest>;

export const conditionTrial = z
  .strictObject({
    kind: z.enum(['requirement', 'penalty']),
    id: z.string(),
    eventTypeMatches: z.boolean(),
    rules: z.array(ruleTrial),
    matches: z.boolean(),
  })
  .meta({ id: 'ConditionTrial' });

export const trialResult = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('event'),
      eventType: z.string(),
      learner: learnerNumber.meta({ description: 'The learner that the event is about.' }),
      conditions: z.array(conditionTrial),
    }),
    z.strictObject({ kind: z.literal('learner'), learner: learnerNumber, explanation }),
    z.strictObject({
      kind: z.literal('unreadable'),
      reason: z.string().meta({ description: 'Why the event would be ignored or parked.' }),
      detail: z.string(),
    }),
  ])
  .meta({ id: 'TrialResult' });

export type TrialResult = z.output<typeof trialResult>;
