import { Group, Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { sharedText } from './shared-text.ts';

/** The end of a list of the API: how much of it is shown, and a button that shows more. */
export function More<Item>({ query }: { readonly query: UseInfiniteQueryResult<Item[]> }) {
  const say = useText();
  const count = query.data?.length ?? 0;
  return (
    <Group justify="space-between" mt="sm" mih={36}>
      <Text size="sm" c="dimmed" aria-live="polite">
        {say(query.hasNextPage ? sharedText.someShown : sharedText.allShown, { count })}
      </Text>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say(sharedText.loadMore)}
        </Button>
      )}
    </Group>
  );
}
