import { Text } from '@mantine/core';
import type { ParkedSummary } from '../../../../src/api/schemas/parked.ts';
import { useText } from '../../i18n/use-text.ts';
import { EventTypeName } from '../event-type-name.tsx';
import { TextLink } from '../../shared/links.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { Time } from '../../shared/time.tsx';
import { parkedText } from '../parked-text.ts';
import { Reason } from '../reason.tsx';
import { Size } from '../size.tsx';

/** What the list tells of each message. */
export function useParkedColumns(): Column<ParkedSummary>[] {
  const say = useText();
  return [
    {
      id: 'message',
      header: say(parkedText.message),
      names: true,
      render: ({ id, type }) => (
        <>
          <TextLink to="/parked/$message" params={{ message: String(id) }} fw={600}>
            {say(parkedText.number, { id: String(id) })}
          </TextLink>
          <Text size="xs" c="dimmed">
            {type === null ? say(parkedText.namesNoType) : <EventTypeName type={type} />}
          </Text>
        </>
      ),
    },
    {
      id: 'reason',
      header: say(parkedText.reason),
      narrow: true,
      render: ({ reason }) => <Reason reason={reason} />,
    },
    {
      id: 'topic',
      header: say(parkedText.topic),
      render: ({ topic }) => <span className="mono">{topic}</span>,
    },
    {
      id: 'size',
      header: say(parkedText.size),
      numeric: true,
      narrow: true,
      render: ({ size }) => <Size bytes={size} />,
    },
    {
      id: 'retries',
      header: say(parkedText.retries),
      numeric: true,
      narrow: true,
      render: ({ retries }) => retries,
    },
    {
      id: 'parkedAt',
      header: say(parkedText.parkedAt),
      narrow: true,
      render: ({ parkedAt }) => <Time at={parkedAt} />,
    },
  ];
}
