import { DataList, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { useText } from '../i18n/use-text.ts';
import { ConditionName } from './condition-name.tsx';
import { CopyButton } from './copy-button.tsx';
import { eventTypeName } from './event-type-text.ts';
import { textOf } from './history-words.tsx';
import { TextLink } from './links.tsx';
import { Time } from './time.tsx';
import { ValueList } from './value-list.tsx';
import { historyDetailsText } from './history-details-text.ts';

/** The event that caused an entry of the history, and what was noted with it: names to read, and ids to copy. */
export function HistoryDetails({
  entry: { event, recordedAt, details, conditions },
}: {
  readonly entry: HistoryEntry;
}) {
  const say = useText();
  const penalties = conditions.filter(({ role }) => role === 'penalty');
  return (
    <>
      <DataList mt="xs" gap="xs" labelWidth="9rem">
        {event !== null && (
          <>
            <Line label={say(historyDetailsText.event)}>
              <Group gap={4}>
                <bdi title={event.type}>{eventTypeName(say, event.type)}</bdi>
                <CopyButton text={event.id} what={say(historyDetailsText.eventId)} />
              </Group>
            </Line>
            <Line label={say(historyDetailsText.eventSource)}>
              <span className="mono">{event.source}</span>
            </Line>
            <Line label={say(historyDetailsText.eventTime)}>
              <Time at={event.time} form="exact" />
            </Line>
          </>
        )}
        <Line label={say(historyDetailsText.recorded)}>
          <Time at={recordedAt} form="exact" />
        </Line>
        {penalties.length > 0 && (
          <Line label={say(historyDetailsText.penalty)}>
            {penalties.map((penalty) => (
              <div key={penalty.id}>
                <ConditionName condition={penalty} />
              </div>
            ))}
          </Line>
        )}
        <NotedDetails details={details} />
      </DataList>
      {event === null && (
        <Text size="sm" c="dimmed" mt="xs">
          {say(historyDetailsText.noEvent)}
        </Text>
      )}
    </>
  );
}

/** What has words of its own; all else is said by the entry itself, or for programs only. */
function NotedDetails({ details }: Pick<HistoryEntry, 'details'>) {
  const say = useText();
  const intl = useIntl();
  const { values, version, badge, attempt, topic, position, externalId, issuedBadges } = details;
  const number = (value: unknown): string => (typeof value === 'number' ? intl.formatNumber(value) : '');
  const moved = movedBadges(issuedBadges);
  return (
    <>
      {typeof values === 'object' && values !== null && (
        <Line label={say(historyDetailsText.values)}>
          <ValueList values={values} />
        </Line>
      )}
      <TextLine label={say(historyDetailsText.version)} text={number(version)} />
      <TextLine label={say(historyDetailsText.attempt)} text={number(attempt)} />
      <TextLine label={say(historyDetailsText.topic)} text={textOf(topic)} />
      <TextLine label={say(historyDetailsText.position)} text={textOf(position)} />
      {moved !== null && (
        <TextLine
          label={say(historyDetailsText.issuedBadges)}
          text={say(moved.choice === 'stay' ? historyDetailsText.issuedStay : historyDetailsText.issuedMove, {
            issued: moved.issued,
          })}
        />
      )}
      {textOf(externalId) !== '' && (
        <Line label={say(historyDetailsText.externalId)}>
          <CopyButton text={textOf(externalId)} what={say(historyDetailsText.externalId)} />
        </Line>
      )}
      {textOf(badge) !== '' && (
        <Line label={say(historyDetailsText.badge)}>
          <TextLink to="/badges/$badge" params={{ badge: textOf(badge) }}>
            {say(historyDetailsText.openBadge)}
          </TextLink>
        </Line>
      )}
    </>
  );
}

function movedBadges(value: unknown): { readonly choice: string; readonly issued: number } | null {
  if (typeof value !== 'object' || value === null || !('choice' in value) || !('issued' in value)) return null;
  return { choice: textOf(value.choice), issued: Number(value.issued) };
}

function TextLine({ label, text }: { readonly label: string; readonly text: string }) {
  return text === '' ? null : (
    <Line label={label}>
      <bdi>{text}</bdi>
    </Line>
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
