import { Card, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/use-text.ts';
import { historyOfQuery } from '../../shared/history-query.ts';
import { HistoryTimeline } from '../../shared/history-timeline.tsx';
import { standingText } from '../standing-text.ts';

/** What happened to the learner on this template, the newest first. */
export function StandingHistory({ learner, template }: { readonly learner: string; readonly template: string }) {
  const say = useText();
  const query = useInfiniteQuery(historyOfQuery({ learner, template }));
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="standing-history">
      <Title order={2} id="standing-history" mb="md">
        {say(standingText.history)}
      </Title>
      <HistoryTimeline label={say(standingText.history)} query={query} empty={say(standingText.noHistory)} />
    </Card>
  );
}
