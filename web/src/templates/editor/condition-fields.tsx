import { TextInput } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import type { ConditionDraft } from './draft.ts';
import { useEditor, useField } from './editor-context.ts';
import { editorText } from './editor-text.ts';
import { EventTypeSelect } from './event-type-select.tsx';
import { usualRules } from './new-parts.ts';
import { RuleRows } from './rule-rows.tsx';

interface ConditionFieldsProps {
  /** For example `requirements.k3`. */
  readonly field: string;
  readonly condition: ConditionDraft;
  readonly placeholder: string;
  /** Below the name of the first field. */
  readonly help?: string;
  readonly onChange: (changed: Partial<ConditionDraft>, focus?: string) => void;
}

/** What requirements and penalties have in common: what it is, which event, and which values it must have. */
export function ConditionFields({ field, condition, placeholder, help, onChange }: ConditionFieldsProps) {
  const say = useText();
  const { eventTypes } = useEditor();
  const description = useField(`${field}.description`);
  const chooseEvent = (event: string): void => {
    if (event === condition.event) return;
    // Rules of another event would name values that this one does not have.
    const type = eventTypes.find((each) => each.type === event);
    onChange({ event, rules: type ? usualRules(type) : [] });
  };
  return (
    <>
      <TextInput
        {...description}
        label={say(editorText.requirementDescription)}
        description={help}
        placeholder={placeholder}
        value={condition.description}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        maxLength={2_000}
        dir="auto"
      />
      <EventTypeSelect field={`${field}.event`} value={condition.event} onChange={chooseEvent} />
      <RuleRows
        field={`${field}.rules`}
        condition={condition}
        onChange={(rules, focus) => onChange({ rules }, focus)}
      />
    </>
  );
}
