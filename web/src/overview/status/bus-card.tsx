import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { BusStatus } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { Fact, Facts } from '../../shared/facts.tsx';
import { StateBadge } from '../../shared/state-badge.tsx';
import type { Tone } from '../../shared/tone.ts';
import { statusText } from './status-text.ts';

const states: Readonly<Record<BusStatus['state'], readonly [tone: Tone, text: MessageDescriptor]>> = {
  works: ['good', statusText.works],
  failing: ['bad', statusText.failing],
  away: ['bad', statusText.away],
  not_configured: ['neutral', statusText.notConfigured],
};

/** How events come in and announcements go out. */
export function BusCard({ bus }: { readonly bus: BusStatus }) {
  const say = useText();
  const { state, message, topics, inbox, announcing, signalsWaiting } = bus;
  const [tone, text] = states[state];
  return (
    <Card component="section" withBorder padding="lg" id="bus" aria-labelledby="bus-title">
      <Group justify="space-between" mb="md">
        <Title order={2} id="bus-title">
          {say(statusText.bus)}
        </Title>
        <StateBadge tone={tone}>{say(text)}</StateBadge>
      </Group>
      <Stack gap="md">
        {state === 'not_configured' && <Text c="dimmed">{say(statusText.notConfiguredHelp)}</Text>}
        {message !== '' && (
          <Text dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {message}
          </Text>
        )}
        {topics.map((topic) => (
          <TopicFacts key={topic.topic} topic={topic} />
        ))}
        <Facts>
          <Fact label={say(statusText.inbox)}>
            {inbox.open ? say(statusText.inboxOpen, { count: inbox.waiting }) : say(statusText.inboxClosed)}
          </Fact>
          <Fact label={say(statusText.announcements)}>
            {announcing
              ? say(statusText.announcementsWaiting, { count: signalsWaiting })
              : say(statusText.announcementsOff)}
          </Fact>
        </Facts>
      </Stack>
    </Card>
  );
}

function TopicFacts({ topic }: { readonly topic: BusStatus['topics'][number] }) {
  const say = useText();
  const intl = useIntl();
  const { topic: name, exists, messages, lag, pending, consumers } = topic;
  return (
    <Facts>
      <Fact label={say(statusText.topic)}>
        <span className="mono">{name}</span>
        {!exists && <Text size="sm">{say(statusText.missing)}</Text>}
      </Fact>
      {exists && (
        <>
          <Fact label={say(statusText.messages)}>{intl.formatNumber(messages)}</Fact>
          <Fact label={say(statusText.lag)}>{lag === null ? <Absent /> : intl.formatNumber(lag)}</Fact>
          <Fact label={say(statusText.pending)}>{intl.formatNumber(pending)}</Fact>
          <Fact label={say(statusText.consumers)}>{intl.formatNumber(consumers)}</Fact>
        </>
      )}
    </Facts>
  );
}
