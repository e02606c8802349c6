import { Select, Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { eventTypeName } from '../../shared/event-type-text.ts';
import { useEditor, useField } from './editor-context.ts';
import { conditionText } from './condition-text.ts';

interface EventTypeSelectProps {
  readonly field: string;
  readonly value: string;
  readonly onChange: (type: string) => void;
}

/** Chooses an event type by its name; its type stands below the name. */
export function EventTypeSelect({ field, value, onChange }: EventTypeSelectProps) {
  const say = useText();
  const { eventTypes } = useEditor();
  const input = useField(field);
  const types = eventTypes.map(({ type }) => type);
  // What is no longer configured stays in sight; the API says what is wrong with it.
  const choices = value === '' || types.includes(value) ? types : [...types, value];
  return (
    <Select
      {...input}
      label={say(conditionText.event)}
      data={choices.map((type) => ({ value: type, label: eventTypeName(say, type) }))}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed" className="mono">
            {option.value}
          </Text>
        </div>
      )}
      value={value === '' ? null : value}
      onChange={(type) => type !== null && onChange(type)}
      allowDeselect={false}
      searchable
      nothingFoundMessage={say(conditionText.noEvent)}
    />
  );
}
