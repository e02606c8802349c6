import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { EventType, SampleEvent } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Say } from '../../i18n/use-text.ts';
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
      label: [
        ...tellingValues(say, event, type.payloadName),
        source === 'recent' && time !== null
          ? say(tryText.recent, {
              when: intl.formatDate(time, { dateStyle: 'medium', timeStyle: 'medium' }),
            })
          : say(tryText.plain),
      ].join(' · '),
      recent: source === 'recent',
      text: pretty(event),
    }));
    // What reads the same is one entry: nobody could tell which is which.
    return [...new Map([...fitting, ...given].map((choice) => [choice.label, choice])).values()];
  }, [intl, say, template, type, samples]);
}

/** What tells events of a type apart: which course, and whether it was passed. They name no real learner (see samples.ts). */
function tellingValues(say: Say, event: SampleEvent['event'], payloadName: string): string[] {
  const payload = recordAt(recordAt(event, 'data'), payloadName);
  const course = recordAt(payload, 'course');
  const texts = [course['display_name'], course['course_key'], course['ccx_course_key'], payload['course_key']];
  const named = texts.find((text) => typeof text === 'string' && text !== '');
  const passed = payload['is_passing'];
  return [
    ...(typeof named === 'string' ? [named] : []),
    ...(typeof passed === 'boolean' ? [say(passed ? tryText.passed : tryText.notPassed)] : []),
  ];
}

function recordAt(record: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  const value = record[name];
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function pretty(event: SampleEvent['event']): string {
  return JSON.stringify(event, null, 2);
}
