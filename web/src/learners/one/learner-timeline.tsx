import { Card, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/use-text.ts';
import { historyOfQuery } from '../../shared/history-query.ts';
import { HistoryTimeline } from '../../shared/history-timeline.tsx';
import { learnersText } from '../learners-text.ts';

/** What happened to the learner, the newest first. */
export function LearnerTimeline({ learner }: { readonly learner: string }) {
  const say = useText();
  const query = useInfiniteQuery(historyOfQuery({ learner }));
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="timeline">
      <Title order={2} id="timeline" mb="md">
        {say(learnersText.timeline)}
      </Title>
      <HistoryTimeline
        label={say(learnersText.timeline)}
        query={query}
        withTemplate
        empty={say(learnersText.noTimeline)}
      />
    </Card>
  );
}
