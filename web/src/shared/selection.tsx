import { Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Say } from '../i18n/use-text.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import type { Column } from './paged-table.tsx';
import { selectionText } from './selection-text.ts';

/** What of a list is selected, by key. */
export interface Selection {
  readonly keys: ReadonlySet<number>;
  readonly toggle: (key: number) => void;
  readonly select: (keys: Iterable<number>) => void;
  readonly clear: () => void;
}

export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<number>>(new Set());
  return {
    keys,
    toggle: (key) =>
      setKeys((before) => {
        const after = new Set(before);
        if (!after.delete(key)) after.add(key);
        return after;
      }),
    select: (more) => setKeys((before) => new Set([...before, ...more])),
    clear: () => setKeys(new Set()),
  };
}

interface SelectionColumnOptions<Item> {
  readonly say: Say;
  readonly selection: Selection;
  readonly keyOf: (item: Item) => number;
  /** What is selected, for screen readers. */
  readonly nameOf: (item: Item) => string;
}

/** The column with which rows of a list are selected. */
export function selectionColumn<Item>({ say, selection, keyOf, nameOf }: SelectionColumnOptions<Item>): Column<Item> {
  return {
    id: 'select',
    header: say(selectionText.select),
    narrow: true,
    render: (item) => (
      <Checkbox
        aria-label={say(selectionText.selectOne, { name: nameOf(item) })}
        checked={selection.keys.has(keyOf(item))}
        onChange={() => selection.toggle(keyOf(item))}
      />
    ),
  };
}

interface SelectionBarProps {
  readonly selection: Selection;
  /** Keys of what the list shows. */
  readonly shown: readonly number[];
  /** What can be done with what is selected. */
  readonly children: ReactNode;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar({ selection, shown, children }: SelectionBarProps) {
  const say = useText();
  const { keys, select, clear } = selection;
  const isAll = shown.every((key) => keys.has(key));
  if (shown.length === 0) return null;
  return (
    <Group gap="sm" role="group" aria-label={say(selectionText.bar)}>
      <Button variant="default" size="xs" onClick={() => (isAll ? clear() : select(shown))}>
        {say(isAll ? selectionText.none : selectionText.allShown)}
      </Button>
      {keys.size > 0 && (
        <>
          <Text size="sm" role="status">
            {say(selectionText.count, { count: keys.size })}
          </Text>
          {children}
        </>
      )}
    </Group>
  );
}
