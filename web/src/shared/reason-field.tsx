import { Textarea } from '@mantine/core';
import type { Ref } from 'react';
import { useText } from '../i18n/use-text.ts';
import { sharedText } from './shared-text.ts';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether to say that none is given yet. */
  readonly checked: boolean;
  /** Whether a dialog opens with the focus here. */
  readonly first: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

/** Why somebody does something: kept in the history, with their name. */
export function ReasonField({ value, onChange, checked, first, ref }: ReasonFieldProps) {
  const say = useText();
  return (
    <Textarea
      {...(ref && { ref })}
      label={say(sharedText.reason)}
      description={say(sharedText.reasonHelp)}
      error={checked && value.trim() === '' && say(sharedText.reasonMissing)}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      maxLength={500}
      autosize
      minRows={2}
      required
      data-autofocus={first || undefined}
    />
  );
}
