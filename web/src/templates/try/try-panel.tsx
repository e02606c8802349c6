import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import type { TrialRequest, TrialResult } from '../../../../src/api/schemas/trials.ts';
import { ask } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { Section } from '../../shared/section.tsx';
import { EventForm } from './event-form.tsx';
import { LearnerForm } from './learner-form.tsx';
import { TrialOutcome } from './trial-outcome.tsx';
import { tryText } from './try-text.ts';

type Subject = TrialRequest['subject'];

interface TryPanelProps {
  readonly template: TemplateDocument;
  readonly eventTypes: readonly EventType[];
}

/**
 * Tries a template, stored or as it stands in the editor, on an event or on a learner. Once tried, it is tried again with every
 * change of the template.
 */
export function TryPanel({ template, eventTypes }: TryPanelProps) {
  const say = useText();
  const [kind, setKind] = useState<Subject['kind']>('event');
  const [subjects, setSubjects] = useState<Partial<Record<Subject['kind'], Subject>>>({});
  const subject = subjects[kind] ?? null;
  const [attempt, setAttempt] = useState(0);
  const setSubject = (next: Subject | null): void => {
    setAttempt((count) => count + 1);
    setSubjects((current) => (next === null ? { ...current, [kind]: undefined } : { ...current, [next.kind]: next }));
  };
  return (
    <Section title={say(tryText.title)}>
      <Text size="sm" c="dimmed" mb="md">
        {say(template.requirements.length === 0 ? tryText.noRequirements : tryText.help)}
      </Text>
      {template.requirements.length > 0 && (
        <Stack gap="md">
          <SegmentedControl
            aria-label={say(tryText.subject)}
            value={kind}
            onChange={(value) => setKind(value)}
            data={[
              { value: 'event', label: say(tryText.onEvent) },
              { value: 'learner', label: say(tryText.onLearner) },
            ]}
          />
          {kind === 'event' ? (
            <EventForm template={template} eventTypes={eventTypes} onTry={setSubject} />
          ) : (
            <LearnerForm onTry={setSubject} />
          )}
          {subject && <Outcome template={template} subject={subject} attempt={attempt} />}
        </Stack>
      )}
    </Section>
  );
}

interface OutcomeProps {
  readonly template: TemplateDocument;
  readonly subject: Subject;
  /** Counts how often somebody has pressed the button. */
  readonly attempt: number;
}

/** What came of it: told to screen readers whenever it changes, and brought into sight when somebody has asked for it. */
function Outcome({ template, subject, attempt }: OutcomeProps) {
  const [tried] = useDebouncedValue(JSON.stringify(template), 400);
  const { data, error, isFetching } = useQuery<TrialResult>({
    queryKey: ['templates', 'try', tried, subject],
    queryFn: ({ signal }) =>
      ask('/api/v1/templates/try', { template: JSON.parse(tried) as TemplateDocument, subject }, signal),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const say = useText();
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(0);
  const isSettled = !isFetching && (data !== undefined || error !== null);
  useEffect(() => {
    if (!isSettled || shown.current === attempt) return;
    shown.current = attempt;
    bringIntoSight(box.current);
  }, [isSettled, attempt]);
  const mendFirst = error?.mistakes.some(({ path }) => path[0] === 'template') === true;
  return (
    <div ref={box} aria-live="polite">
      {mendFirst && <Text size="sm">{say(tryText.mendFirst)}</Text>}
      {error && !mendFirst && <ProblemAlert error={error} headingOrder={3} />}
      {error === null && data && <TrialOutcome result={data} template={JSON.parse(tried) as TemplateDocument} />}
    </div>
  );
}

/** Also inside what scrolls by itself. What is too high for its place is shown from its beginning: there stands the verdict. */
function bringIntoSight(element: HTMLElement | null): void {
  const room = element?.closest('[data-scrolls]')?.clientHeight ?? window.innerHeight;
  if (element) element.scrollIntoView({ block: element.clientHeight > room * 0.7 ? 'start' : 'nearest' });
}
