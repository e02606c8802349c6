import { CloseButton } from '@mantine/core';
import classes from './exact-filter.module.css';

interface ExactFilterProps {
  readonly words: string;
  /** Name of the button that takes the filter away. */
  readonly removeLabel: string;
  readonly onRemove: () => void;
}

/** Says that the list is narrowed down to one person or one thing, however long its name, and takes that away. */
export function ExactFilter({ words, removeLabel, onRemove }: ExactFilterProps) {
  return (
    <span className={classes.filter}>
      <span dir="auto">{words}</span>
      <CloseButton size="sm" aria-label={removeLabel} onClick={onRemove} />
    </span>
  );
}
