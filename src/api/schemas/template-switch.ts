import { z } from 'zod';
import { origin } from './common.ts';
import { templateWarnings } from './template-warnings.ts';
import { templateId, templateUse } from './templates.ts';
import { requestMistake } from './wording.ts';

/** Switching several templates on or off. */
export const templateSwitch = z
  .strictObject({
    templates: z.array(templateId).min(1).max(200).meta({ description: 'Ids of the badge templates.' }),
    active: z.boolean().meta({ description: 'Whether they are to be active.' }),
    dryRun: z.boolean().default(false).meta({ description: 'Only look what would become of each.' }),
  })
  .meta({ id: 'TemplateSwitch' });

export const switchedTemplate = z
  .strictObject({
    id: z.string(),
    name: z.string().meta({ description: 'Empty when there is no such badge template.' }),
    origin: origin
      .nullable()
      .meta({ description: 'Where its badges are held; null when there is no such badge template.' }),
    outcome: z.enum(['switched', 'unchanged', 'refused', 'unknown']).meta({
      description:
        '`switched`; `unchanged`: it was so already; `refused`: it cannot work yet, for the mistakes that are listed; `unknown`: there is no such badge template.',
    }),
    mistakes: z.array(requestMistake),
    warnings: templateWarnings,
    penalties: z.int().meta({ description: 'How many penalties; what they take away never comes back.' }),
    use: templateUse,
  })
  .meta({ id: 'SwitchedTemplate' });

export type SwitchedTemplate = z.output<typeof switchedTemplate>;

export const templateSwitchResult = z
  .strictObject({ dryRun: z.boolean(), items: z.array(switchedTemplate) })
  .meta({ id: 'TemplateSwitchResult' });

export type TemplateSwitchResult = z.output<typeof templateSwitchResult>;
