import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/use-text.ts';
import classes from './filters.module.css';
import { sharedText } from './shared-text.ts';

interface SearchFieldProps {
  /** What is searched, for example "Search templates". */
  readonly label: string;
  /** What is in the page's address. */
  readonly value: string;
  /** Told a moment after the last key. */
  readonly onSearch: (text: string) => void;
}

/** A field that searches while somebody writes, a moment after the last key. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const say = useText();
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((next: string) => {
    told.current = next;
    onSearch(next);
  }, 300);
  // The address can change without us: by the back button, or by "show everything".
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  const change = (next: string): void => {
    setText(next);
    tell(next.trim());
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      leftSection={<IconSearch size={17} stroke={1.8} aria-hidden />}
      rightSection={
        text !== '' && <CloseButton size="sm" aria-label={say(sharedText.clearSearch)} onClick={() => change('')} />
      }
      maxLength={200}
      className={classes.search}
    />
  );
}
