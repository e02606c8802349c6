import { Collapse, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { useField } from './editor-context.ts';
import classes from './editor.module.css';
import { editorText } from './editor-text.ts';

interface AdvancedFieldsProps {
  readonly field: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  /** Left out: it can be read, not changed. */
  readonly onChange?: (id: string) => void;
}

/** The id, which is made by itself and which few people want to see. It shows itself when something is wrong with it. */
export function AdvancedFields({ field, label, help, value, onChange }: AdvancedFieldsProps) {
  const say = useText();
  const [opened, { toggle }] = useDisclosure(false);
  const input = useField(field);
  const shown = opened || input.error !== false;
  const region = useId();
  return (
    <div>
      <UnstyledButton className={classes.advanced} onClick={toggle} aria-expanded={shown} aria-controls={region}>
        <IconChevronDown size={16} stroke={1.8} data-open={shown || undefined} aria-hidden />
        {say(editorText.advanced)}
      </UnstyledButton>
      <Collapse expanded={shown} id={region}>
        <TextInput
          {...input}
          mt="xs"
          label={label}
          description={help}
          value={value}
          readOnly={onChange === undefined}
          onChange={({ currentTarget }) => onChange?.(currentTarget.value)}
          maxLength={100}
          classNames={{ input: 'mono-field' }}
          spellCheck={false}
        />
      </Collapse>
    </div>
  );
}
