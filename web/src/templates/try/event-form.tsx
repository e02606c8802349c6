import { Collapse, Group, Select, Stack, Textarea } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconBraces, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import type { TrialRequest } from '../../../../src/api/schemas/trials.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { eventTypeName } from '../../shared/event-type-text.ts';
import { samplesQuery } from '../queries.ts';
import { tryText } from './try-text.ts';
import { useChoices } from './use-choices.ts';

interface EventFormProps {
  readonly template: TemplateDocument;
  readonly eventTypes: readonly EventType[];
  readonly onTry: (subject: TrialRequest['subject'] | null) => void;
}

const ownEvent = 'own';

/** Picks an event, or takes one. The kinds that the template waits for come first, each with an event that fits. */
export function EventForm({ template, eventTypes, onTry }: EventFormProps) {
  const say = useText();
  const used = [...template.requirements, ...template.penalties].map(({ event }) => event);
  const types = [...new Set([...used, ...eventTypes.map(({ type }) => type)])].filter((type) => type !== '');
  const [chosenType, setChosenType] = useState('');
  const type = types.includes(chosenType) ? chosenType : (types[0] ?? '');
  const samples = useQuery(samplesQuery(type));
  const choices = useChoices(
    template,
    eventTypes.find((each) => each.type === type),
    samples.data?.items ?? [],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  /** What somebody wrote; null while the chosen event stands as it is. */
  const [written, setWritten] = useState<string | null>(null);
  const [shown, { open, toggle }] = useDisclosure(false);
  const [checked, setChecked] = useState(false);
  const region = useId();

  const choice = choices.find(({ value }) => value === chosen) ?? (chosen === ownEvent ? undefined : choices[0]);
  const text = written ?? choice?.text ?? '';
  const parsed = parseObject(text);

  const choose = (value: string): void => {
    setChosen(value);
    setWritten(value === ownEvent ? '' : null);
    setChecked(false);
    if (value === ownEvent) open();
  };
  const run = (): void => {
    setChecked(true);
    onTry(parsed && { kind: 'event', event: parsed });
    if (!parsed) open();
  };
  return (
    <Stack gap="sm">
      <Select
        label={say(tryText.type)}
        data={types.map((value) => ({ value, label: eventTypeName(say, value) }))}
        value={type}
        onChange={(value) => {
          setChosenType(value ?? '');
          choose('');
          onTry(null);
        }}
        allowDeselect={false}
      />
      <Select
        label={say(tryText.start)}
        data={[
          { group: say(tryText.groupMade), items: choices.filter(({ recent }) => !recent) },
          { group: say(tryText.groupRecent), items: choices.filter(({ recent }) => recent) },
          { group: say(tryText.groupOwn), items: [{ value: ownEvent, label: say(tryText.own) }] },
        ].filter(({ items }) => items.length > 0)}
        value={choice?.value ?? ownEvent}
        onChange={(value) => value !== null && choose(value)}
        allowDeselect={false}
      />
      <Collapse expanded={shown} id={region}>
        <Textarea
          label={say(tryText.event)}
          description={say(tryText.eventHelp)}
          error={checked && !parsed && say(tryText.notJson)}
          value={text}
          onChange={({ currentTarget }) => setWritten(currentTarget.value)}
          autosize
          minRows={6}
          maxRows={14}
          dir="ltr"
          classNames={{ input: 'mono-field' }}
          spellCheck={false}
        />
      </Collapse>
      <Group gap="xs">
        <Button
          variant="light"
          leftSection={<IconPlayerPlay size={18} stroke={1.7} aria-hidden />}
          loading={samples.isLoading}
          onClick={run}
        >
          {say(tryText.run)}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconBraces size={18} stroke={1.7} aria-hidden />}
          aria-expanded={shown}
          aria-controls={region}
          onClick={toggle}
        >
          {say(shown ? tryText.hideEvent : tryText.showEvent)}
        </Button>
      </Group>
    </Stack>
  );
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
