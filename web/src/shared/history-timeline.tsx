import { Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { DataState } from './data-state.tsx';
import { HistoryItem } from './history-item.tsx';
import classes from './history.module.css';
import { More } from './more.tsx';

interface HistoryTimelineProps {
  /** What the list is of, for screen readers. */
  readonly label: string;
  /** The newest first. */
  readonly query: UseInfiniteQueryResult<HistoryEntry[]>;
  /** Whether each entry names its template. */
  readonly withTemplate?: boolean;
  /** Whether each entry names its learner. */
  readonly withLearner?: boolean;
  /** Shown when nothing has happened yet. */
  readonly empty: ReactNode;
}

/** What happened, entry by entry, each with the event that caused it. */
export function HistoryTimeline({
  label,
  query,
  withTemplate = false,
  withLearner = false,
  empty,
}: HistoryTimelineProps) {
  return (
    <DataState query={query}>
      {(entries) =>
        entries.length === 0 ? (
          <Text component="div" c="dimmed">
            {empty}
          </Text>
        ) : (
          <>
            <ol className={classes.timeline} aria-label={label}>
              {entries.map((entry) => (
                <HistoryItem key={entry.id} entry={entry} withTemplate={withTemplate} withLearner={withLearner} />
              ))}
            </ol>
            <More list="timeline" query={query} />
          </>
        )
      }
    </DataState>
  );
}
