import { Text, VisuallyHidden } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import type { Say } from '../../i18n/use-text.ts';
import { roleText } from '../../shell/role-text.ts';
import { historyPageText } from '../history-page-text.ts';
import { pathWords } from './changed-path.ts';
import { ChangedValue } from './changed-value.tsx';
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
          <span className={classes.path} dir="auto">
            {pathWords(say, path, [before, after])}
          </span>
          <span className={classes.values}>
            {old !== undefined && (
              <del className={classes.old}>
                <VisuallyHidden>{`${say(historyPageText.before)} `}</VisuallyHidden>
                <ChangedValue value={roleOr(say, path, old)} />
              </del>
            )}
            {old !== undefined && now !== undefined && (
              <IconArrowRight size={16} stroke={1.8} className={classes.arrow} aria-hidden />
            )}
            {now !== undefined && (
              <ins className={classes.now}>
                <VisuallyHidden>{`${say(historyPageText.after)} `}</VisuallyHidden>
                <ChangedValue value={roleOr(say, path, now)} />
              </ins>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Roles are called as everywhere else. */
function roleOr(say: Say, path: string, value: unknown): unknown {
  const isRole = path.split('.').at(-1) === 'role' && typeof value === 'string' && Object.hasOwn(roleText, value);
  return isRole ? say(roleText[value as keyof typeof roleText]) : value;
}
