import { Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { pathOf } from '../api/client.ts';
import type { Query } from '../api/client.ts';
import type { pagedQuery } from '../api/paged-query.ts';
import { useText } from '../i18n/use-text.ts';
import { AddressButton } from './links.tsx';
import { listText } from './list-text.ts';

interface ListHeadProps<Item> {
  /** The list, which was asked to count. */
  readonly query: ReturnType<typeof pagedQuery<Item>>;
  /** Where the same list is a CSV file, and with which filters; left out: nowhere. */
  readonly csv?: { readonly path: string; readonly query: Query };
}

/** Above a list: how many there are with the filters that are set, and the same list as a file. */
export function ListHead<Item>({ query, csv }: ListHeadProps<Item>) {
  const say = useText();
  const { data: count } = useInfiniteQuery({ ...query, select: ({ pages }) => pages[0]?.count ?? null });
  if (count === undefined || count === null) return null;
  const { number, exact } = count;
  return (
    <Group justify="space-between" mih={36} gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {say(exact ? listText.inAll : listText.moreThan, { number })}
      </Text>
      {csv !== undefined && number > 0 && (
        <AddressButton
          href={pathOf(csv.path, csv.query)}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {say(listText.export)}
        </AddressButton>
      )}
    </Group>
  );
}
