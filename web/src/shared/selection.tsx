import { Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Say } from '../i18n/use-text.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import type { Column } from './paged-table.tsx';
import { selectionText } from './selection-text.ts';

/** What of a list is selected, by key. */
export interface Selection<Key = number> {
  readonly keys: ReadonlySet<Key>;
  readonly toggle: (key: Key) => void;
  readonly select: (keys: Iterable<Key>) => void;
  readonly clear: () => void;
}

export function useSelection<Key = number>(): Selection<Key> {
  const [keys, setKeys] = useState<ReadonlySet<Key>>(new Set());
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

interface SelectionColumnOptions<Item, Key> {
  readonly say: Say;
  readonly selection: Selection<Key>;
  readonly keyOf: (item: Item) => Key;
  /** What is selected, for screen readers. */
  readonly nameOf: (item: Item) => string;
}

/** The column with which rows of a list are selected. */
export function selectionColumn<Item, Key = number>({
  say,
  selection,
  keyOf,
  nameOf,
}: SelectionColumnOptions<Item, Key>): Column<Item> {
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

interface SelectionBarProps<Key> {
  readonly selection: Selection<Key>;
  /** Keys of what the list shows. */
  readonly shown: readonly Key[];
  /** What can be done with what is selected. */
  readonly children: ReactNode;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar<Key>({ selection, shown, children }: SelectionBarProps<Key>) {
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
