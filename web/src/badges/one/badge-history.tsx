import { Card, Title } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { historyKey, historyOfQuery } from '../../shared/history-query.ts';
import { HistoryTimeline } from '../../shared/history-timeline.tsx';
import { badgeText } from '../badge-text.ts';

/** What happened to the badge and to the progress it was earned by; read again whenever the badge has changed. */
export function BadgeHistory({ badge }: { readonly badge: Badge }) {
  const say = useText();
  const query = useInfiniteQuery(historyOfQuery({ learner: badge.learner, template: badge.template }));
  const client = useQueryClient();
  const { learner, template, status, state, attempts, dueAt } = badge;
  const shown = `${status} ${state} ${attempts} ${dueAt}`;
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    void client.invalidateQueries({ queryKey: historyKey({ learner, template }) });
  }, [client, shown, learner, template]);
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="badge-history">
      <Title order={2} id="badge-history" mb="md">
        {say(badgeText.history)}
      </Title>
      <HistoryTimeline label={say(badgeText.history)} query={query} empty={say(badgeText.noHistory)} />
    </Card>
  );
}
