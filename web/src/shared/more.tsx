import { Group, Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { useShownBefore } from './way/use-shown-before.ts';
import { sharedText } from './shared-text.ts';

interface MoreProps<Item> {
  /** Tells the list from others on the page. */
  readonly list: string;
  readonly query: UseInfiniteQueryResult<Item[]>;
}

/** The end of a list of the API: how much of it is shown, and a button that shows more. */
export function More<Item>({ list, query }: MoreProps<Item>) {
  const say = useText();
  useShownBefore(list, query);
  const told = useRef<HTMLParagraphElement>(null);
  const asked = useRef(false);
  const { hasNextPage } = query;
  const count = query.data?.length ?? 0;
  useEffect(() => {
    // The button has shown the rest, and is gone with its focus.
    if (!hasNextPage && asked.current) told.current?.focus({ preventScroll: true });
    asked.current = false;
  }, [hasNextPage, count]);
  const show = (): void => {
    asked.current = true;
    void query.fetchNextPage();
  };
  return (
    <Group justify="space-between" mt="sm" mih={36}>
      <Text ref={told} tabIndex={-1} size="sm" c="dimmed" aria-live="polite">
        {say(hasNextPage ? sharedText.someShown : sharedText.allShown, { count })}
      </Text>
      {hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={show}>
          {say(sharedText.loadMore)}
        </Button>
      )}
    </Group>
  );
}
