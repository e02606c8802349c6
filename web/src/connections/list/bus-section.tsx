import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MessageDescriptor } from 'react-intl';
import type { BusStatus } from '../../../../src/api/schemas/status.ts';
import { sayLines } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { Section } from '../../shared/section.tsx';
import { StateBadge } from '../../shared/state-badge.tsx';
import type { Tone } from '../../shared/tone.ts';
import { busQuery } from '../queries.ts';
import { busText } from './bus-text.ts';
import { BusTopics } from './bus-topics.tsx';

const states: Readonly<Record<BusStatus['state'], readonly [tone: Tone, text: MessageDescriptor]>> = {
  works: ['good', busText.works],
  failing: ['bad', busText.failing],
  away: ['bad', busText.away],
  not_configured: ['neutral', busText.notConfigured],
};

/** The event bus: whether it answers, what was read from it, and what waits. */
export function BusSection() {
  const say = useText();
  const query = useQuery(busQuery);
  const [tone, text] = states[query.data?.state ?? 'works'];
  return (
    <Section title={say(busText.title)} actions={query.data && <StateBadge tone={tone}>{say(text)}</StateBadge>}>
      <DataState query={query}>{(bus) => <Bus bus={bus} />}</DataState>
    </Section>
  );
}

function Bus({ bus: { state, wording, topics, inbox, announcing, signalsWaiting } }: { readonly bus: BusStatus }) {
  const say = useText();
  return (
    <Stack gap="md">
      {(state === 'away' || state === 'failing') && (
        <Callout tone="bad" headingOrder={3} title={say(state === 'away' ? busText.awayTitle : busText.failingTitle)}>
          <Text size="sm">{say(state === 'away' ? busText.awayHelp : busText.failingHelp)}</Text>
          {wording.length > 0 && (
            <Text size="sm" c="dimmed" dir="auto">
              {sayLines(say, wording, ' ')}
            </Text>
          )}
        </Callout>
      )}
      {state === 'not_configured' && <Text maw={760}>{say(busText.notConfiguredHelp)}</Text>}
      {topics.length > 0 && <BusTopics topics={topics} />}
      <FactGrid>
        <GridFact label={say(busText.inbox)}>
          {inbox.open ? say(busText.inboxOpen, { count: inbox.waiting }) : say(busText.inboxClosed)}
        </GridFact>
        <GridFact label={say(busText.signals)}>
          {announcing ? say(busText.signalsWaiting, { count: signalsWaiting }) : say(busText.signalsOff)}
        </GridFact>
      </FactGrid>
    </Stack>
  );
}
