import { CloseButton } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { historyPageText } from '../history-page-text.ts';
import classes from './exact-filter.module.css';

interface ExactFilterProps {
  readonly words: string;
  readonly onRemove: () => void;
}

/** Says that the list is narrowed down to one person or one thing, and takes that away. */
export function ExactFilter({ words, onRemove }: ExactFilterProps) {
  const say = useText();
  return (
    <span className={classes.filter}>
      <span dir="auto">{words}</span>
      <CloseButton size="sm" aria-label={say(historyPageText.removeFilter, { filter: words })} onClick={onRemove} />
    </span>
  );
}
