import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { EventType, SampleEvent } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { fittingEvent } from './fitting-event.ts';
import { tryText } from './try-text.ts';

/** An event to begin with. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly recent: boolean;
  /** As JSON. */
  readonly text: string;
}

/** Events of a type to try: for each requirement and penalty one that fits, one as the schema has it, and recent ones. */
export function useChoices(
  template: TemplateDocument,
  type: EventType | undefined,
  samples: readonly SampleEvent[],
): Choice[] {
  const intl = useIntl();
  const say = useText();
  return useMemo(() => {
    if (!type) return [];
    const base = samples.find(({ source }) => source === 'made') ?? samples[0];
    const conditions = [
      ...template.requirements.map((condition) => ({ kind: 'requirement', ...condition })),
      ...template.penalties.map((condition) => ({ kind: 'penalty', ...condition })),
    ].filter(({ event }) => event === type.type);
    const fitting = base
      ? conditions.map(({ kind, id, description, rules }, index) => ({
          value: `${kind} ${index} ${id}`,
          label: say(tryText.fits, { name: description === '' ? id : description }),
          recent: false,
          text: pretty(fittingEvent(base.event, type, rules)),
        }))
      : [];
    const given = samples.map(({ source, time, event }, index) => ({
      value: `sample ${index}`,
      label:
        source === 'recent' && time !== null
          ? say(tryText.recent, {
              when: intl.formatDate(time, { dateStyle: 'medium', timeStyle: 'medium' }),
            })
          : say(tryText.plain),
      recent: source === 'recent',
      text: pretty(event),
    }));
    return [...fitting, ...given];
  }, [intl, say, template, type, samples]);
}

function pretty(event: SampleEvent['event']): string {
  return JSON.stringify(event, null, 2);
}
