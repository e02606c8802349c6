import { Select } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';
import classes from '../../shared/filters.module.css';
import { useText } from '../../i18n/use-text.ts';
import type { TemplateFilters } from '../template-filters.ts';
import { templatesText } from '../templates-text.ts';

type Sort = NonNullable<TemplateFilters['sort']>;

/** How the list is ordered. */
export function SortSelect({ value, onChange }: { readonly value: Sort; readonly onChange: (sort: Sort) => void }) {
  const say = useText();
  const choices: { value: Sort; label: string }[] = [
    { value: 'name', label: say(templatesText.sortName) },
    { value: '-updatedAt', label: say(templatesText.sortNewest) },
    { value: 'updatedAt', label: say(templatesText.sortOldest) },
  ];
  return (
    <Select
      aria-label={say(templatesText.sort)}
      leftSection={<IconArrowsSort size={17} stroke={1.8} aria-hidden />}
      data={choices}
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      allowDeselect={false}
      className={classes.filter}
    />
  );
}
