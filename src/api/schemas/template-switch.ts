import { z } from 'zod';
import { origin } from './common.ts';
import { templateWarnings } from './template-warnings.ts';
import { templateId, templateUse } from './templates.ts';
import { requestMistake } from './wording.ts';

/** Switching several templates on or off. */
export const templateSwitch = z
  .strictObject({
    templates: z.array(templateId).min(1).max(200).meta({ description: 'Ids of the badge templates.' }),
    active: z.boolean().meta({ description: 'Whether to activate or deactivate them.' }),
    dryRun: z.boolean().default(false).meta({ description: 'Only show what would happen to each.' }),
  })
  .meta({ id: 'TemplateSwitch' });

export const switchedTemplate = z
  .strictObject({
    id: z.string(),
    name: z.string().meta({ description: 'Empty if there is no such badge template.' }),
    origin: origin
      .nullable()
      .meta({ description: 'Where its badges are issued; null if there is no such badge template.' }),
    outcome: z.enum(['switched', 'unchanged', 'refused', 'unknown']).meta({
      description:
        "`switched`; `unchanged`: it already was; `refused`: it can't be active yet because of the listed mistakes; `unknown`: there is no such badge template.",
    }),
    mistakes: z.array(requestMistake),
    warnings: templateWarnings,
    penalties: z.int().meta({ description: 'How many penalties; a badge that they revoke is never issued again.' }),
    use: templateUse,
  })
  .meta({ id: 'SwitchedTemplate' });

export type SwitchedTemplate = z.output<typeof switchedTemplate>;

export const templateSwitchResult = z
  .strictObject({ dryRun: z.boolean(), items: z.array(switchedTemplate) })
  .meta({ id: 'TemplateSwitchResult' });

export type TemplateSwitchResult = z.output<typeof templateSwitchResult>;
