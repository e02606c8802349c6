import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSchool } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { historyPageText } from '../history-page-text.ts';

interface LearnerFilterProps {
  /** LMS user id, as in the page's address. */
  readonly value: string | undefined;
  readonly onChange: (learner: string | undefined) => void;
}

/** Narrows the history down to one learner, by the id that the LMS gives them: it survives renames. */
export function LearnerFilter({ value, onChange }: LearnerFilterProps) {
  const say = useText();
  const [text, setText] = useState(value ?? '');
  const told = useRef(value);
  const tell = useDebouncedCallback((next: string) => {
    if (next !== '' && !isId(next)) return;
    told.current = next === '' ? undefined : next;
    onChange(told.current);
  }, 300);
  // The address can change without us: by the back button, or by "show everything".
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value ?? '');
  }, [value]);
  const change = (next: string): void => {
    setText(next);
    tell(next.trim());
  };
  return (
    <TextInput
      aria-label={say(historyPageText.learner)}
      placeholder={say(historyPageText.learner)}
      leftSection={<IconSchool size={17} stroke={1.8} aria-hidden />}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      error={text.trim() !== '' && !isId(text.trim()) && say(historyPageText.learnerIsNumber)}
      inputMode="numeric"
      maxLength={16}
      w={210}
    />
  );
}

function isId(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text);
}
