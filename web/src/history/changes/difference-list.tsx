import { Text, VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { historyPageText } from '../history-page-text.ts';
import classes from './difference-list.module.css';
import { differences } from './differences.ts';

interface DifferenceListProps {
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change changed, value by value: struck out what it was, and then what it is. */
export function DifferenceList({ before, after }: DifferenceListProps) {
  const say = useText();
  const found = differences(before, after);
  if (found.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say(historyPageText.unchanged)}
      </Text>
    );
  return (
    <ul className={classes.list}>
      {found.map(({ path, before: old, after: now }) => (
        <li key={path} className={classes.difference}>
          <span className={`mono ${classes.path}`}>{path}</span>
          <span className={classes.values}>
            {old !== undefined && (
              <del className={`mono ${classes.old}`}>
                <VisuallyHidden>{`${say(historyPageText.before)} `}</VisuallyHidden>
                {written(old)}
              </del>
            )}
            {old !== undefined && now !== undefined && (
              <IconArrowRight size={16} stroke={1.8} className={classes.arrow} aria-hidden />
            )}
            {now !== undefined && (
              <ins className={`mono ${classes.now}`}>
                <VisuallyHidden>{`${say(historyPageText.after)} `}</VisuallyHidden>
                {written(now)}
              </ins>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function written(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value, null, 1);
}
