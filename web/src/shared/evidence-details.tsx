import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { Evidence } from '../../../src/api/schemas/explanation.ts';
import { useText } from '../i18n/use-text.ts';
import { CopyButton } from './copy-button.tsx';
import { eventTypeName } from './event-type-text.ts';
import { Fact, Facts } from './facts.tsx';
import { historyDetailsText } from './history-details-text.ts';

/** The event that a requirement rests on, and by which rules it was judged (S10). */
export function EvidenceDetails({
  evidence,
  penalty,
}: {
  readonly evidence: Evidence;
  /** What the penalty is called that took the fulfillment; null: none did. */
  readonly penalty: ReactNode;
}) {
  const say = useText();
  const intl = useIntl();
  const { eventId, eventType, eventSource, time, version } = evidence;
  return (
    <Facts>
      <Fact label={say(historyDetailsText.event)}>
        <Group gap={4}>
          <bdi title={eventType}>{eventTypeName(say, eventType)}</bdi>
          <CopyButton text={eventId} what={say(historyDetailsText.eventId)} />
        </Group>
      </Fact>
      <Fact label={say(historyDetailsText.eventSource)}>
        <span className="mono">{eventSource}</span>
      </Fact>
      <Fact label={say(historyDetailsText.eventTime)}>
        <time dateTime={time}>{intl.formatDate(time, { dateStyle: 'medium', timeStyle: 'long' })}</time>
      </Fact>
      {penalty !== null && <Fact label={say(historyDetailsText.penalty)}>{penalty}</Fact>}
      <Fact label={say(historyDetailsText.version)}>{intl.formatNumber(version)}</Fact>
    </Facts>
  );
}
