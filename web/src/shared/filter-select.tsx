import { Select } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import classes from './filters.module.css';
import { sharedText } from './shared-text.ts';

interface FilterSelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value | undefined;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | undefined) => void;
}

/** A filter of a list: one of some values, or any. */
export function FilterSelect<Value extends string>({ label, value, choices, onChange }: FilterSelectProps<Value>) {
  const say = useText();
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={[{ value: '', label: `${label}: ${say(sharedText.any)}` }, ...choices]}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen === null || chosen === '' ? undefined : chosen)}
      allowDeselect={false}
      className={classes.filter}
    />
  );
}
