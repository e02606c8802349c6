import { DataList, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageDescriptor } from 'react-intl';
import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { useText } from '../i18n/use-text.ts';
import { historyText } from './history-text.ts';
import { textOf } from './history-words.ts';
import { TextLink } from './links.tsx';
import { Time } from './time.tsx';
import { ValueList } from './value-list.tsx';

/** Details that have a name in words; others are shown by the name they have in the API. */
const labels: Readonly<Record<string, MessageDescriptor>> = {
  requirement: historyText.requirement,
  penalty: historyText.penalty,
  penalties: historyText.penalties,
  values: historyText.values,
  version: historyText.version,
  badge: historyText.badge,
  reason: historyText.reason,
};

/** The event that caused an entry of the history, and all that was noted with it. */
export function HistoryDetails({ entry: { event, recordedAt, details } }: { readonly entry: HistoryEntry }) {
  const say = useText();
  // That it was by hand, the words of the entry say already.
  const noted = Object.entries(details).filter(([name, value]) => name !== 'by' && value !== null && value !== '');
  return (
    <>
      <DataList mt="xs" gap="xs" labelWidth="9rem">
        {event !== null && (
          <>
            <Line label={say(historyText.event)}>
              <span className="mono">{event.id}</span>
            </Line>
            <Line label={say(historyText.eventType)}>
              <span className="mono">{event.type}</span>
            </Line>
            <Line label={say(historyText.eventSource)}>
              <span className="mono">{event.source}</span>
            </Line>
            <Line label={say(historyText.eventTime)}>
              <Time at={event.time} form="exact" />
            </Line>
          </>
        )}
        <Line label={say(historyText.recorded)}>
          <Time at={recordedAt} form="exact" />
        </Line>
        {noted.map(([name, value]) => {
          const label = labels[name];
          return (
            <Line key={name} label={label ? say(label) : name}>
              <Detail name={name} value={value} />
            </Line>
          );
        })}
      </DataList>
      {event === null && (
        <Text size="sm" c="dimmed" mt="xs">
          {say(historyText.noEvent)}
        </Text>
      )}
    </>
  );
}

function Line({ label, children }: { readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

function Detail({ name, value }: { readonly name: string; readonly value: unknown }) {
  if (name === 'values' && typeof value === 'object' && value !== null) return <ValueList values={value} />;
  if (name === 'badge' && typeof value === 'string')
    return (
      <TextLink to="/badges/$badge" params={{ badge: value }} className="mono">
        {value}
      </TextLink>
    );
  return <span className="mono">{textOf(value)}</span>;
}
