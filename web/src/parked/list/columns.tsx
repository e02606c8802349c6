import { Text } from '@mantine/core';
import type { ParkedSummary } from '../../../../src/api/schemas/parked.ts';
import { sayKept } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { EventTypeName } from '../event-type-name.tsx';
import { Absent } from '../../shared/absent.tsx';
import { LearnerLink } from '../../shared/learner-link.tsx';
import { TextLink } from '../../shared/links.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { selectionColumn } from '../../shared/selection.tsx';
import type { Selection } from '../../shared/selection.tsx';
import { Time } from '../../shared/time.tsx';
import { parkedText } from '../parked-text.ts';
import { Reason } from '../reason.tsx';
import { Size } from '../size.tsx';

/**
 * What the list tells of each message.
 *
 * @param selection null: nothing can be selected
 */
export function useParkedColumns(selection: Selection | null): Column<ParkedSummary>[] {
  const say = useText();
  const nameOf = ({ id }: ParkedSummary): string => say(parkedText.number, { id: String(id) });
  return [
    ...(selection === null ? [] : [selectionColumn<ParkedSummary>({ say, selection, keyOf: ({ id }) => id, nameOf })]),
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
      render: ({ reason, detail }) => (
        <>
          <Reason reason={reason} />
          {detail !== '' && (
            <Text size="xs" c="dimmed" lineClamp={2} maw={300} dir="auto">
              {sayKept(say, detail)}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'learner',
      header: say(parkedText.learner),
      render: ({ learner }) =>
        learner === null ? <Absent /> : <LearnerLink id={learner.id} username={learner.username} />,
    },
    {
      id: 'course',
      header: say(parkedText.course),
      render: ({ course }) => (course === null ? <Absent /> : <span className="mono">{course}</span>),
    },
    {
      id: 'topic',
      header: say(parkedText.topic),
      render: ({ topic }) => <span className="mono">{topic}</span>,
    },
    {
      id: 'size',
      wideOnly: true,
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
