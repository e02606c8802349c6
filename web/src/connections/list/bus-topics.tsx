import { Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { BusStatus } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { Time } from '../../shared/time.tsx';
import { busText } from './bus-text.ts';
import classes from './bus-topics.module.css';

type Topic = BusStatus['topics'][number];

/** The topics that Laurel reads, each with how far it is. */
export function BusTopics({ topics }: { readonly topics: readonly Topic[] }) {
  const say = useText();
  return (
    <ul className={classes.topics} aria-label={say(busText.topics)}>
      {topics.map((topic) => (
        <li key={topic.topic} className={classes.topic}>
          <BusTopic topic={topic} />
        </li>
      ))}
    </ul>
  );
}

function BusTopic({
  topic: { topic, exists, messages, group, lag, pending, consumers, partitions, lastCommitAt },
}: {
  readonly topic: Topic;
}) {
  const say = useText();
  const intl = useIntl();
  return (
    <>
      <Text fw={600} className="mono" mb="xs">
        {topic}
      </Text>
      {!exists && (
        <Text size="sm" c="dimmed" mb="xs">
          {say(busText.missing)}
        </Text>
      )}
      <FactGrid dense>
        <GridFact label={say(busText.messages)}>{intl.formatNumber(messages)}</GridFact>
        <GridFact label={say(busText.unread)}>{lag === null ? <Absent /> : intl.formatNumber(lag)}</GridFact>
        <GridFact label={say(busText.pending)}>{intl.formatNumber(pending)}</GridFact>
        <GridFact label={say(busText.consumers)}>{intl.formatNumber(consumers)}</GridFact>
        {partitions !== null && <GridFact label={say(busText.partitions)}>{intl.formatNumber(partitions)}</GridFact>}
        {lastCommitAt !== null && (
          <GridFact label={say(busText.lastCommit)}>
            <Time at={lastCommitAt} />
          </GridFact>
        )}
      </FactGrid>
      <Text size="sm" c="dimmed" mt="xs">
        {say(busText.group)} <span className="mono">{group}</span>
      </Text>
    </>
  );
}
