import { Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { MessageDescriptor } from 'react-intl';
import type { Activity } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { DataState } from '../../shared/data-state.tsx';
import { activityQuery, chartQuery } from '../queries.ts';
import { spans } from '../spans.ts';
import type { Span } from '../spans.ts';
import { chartsText } from './charts-text.ts';
import { inFewSteps } from './few-steps.ts';
import { charts } from './series.ts';

const spanText: Readonly<Record<Span, MessageDescriptor>> = {
  hour: chartsText.hour,
  day: chartsText.day,
  week: chartsText.week,
};

/** What happened in the last hour, day or week. */
export function ActivitySection() {
  const say = useText();
  const { span = 'hour' } = useSearch({ from: '/app/' });
  const navigate = useNavigate({ from: '/' });
  const query = useQuery(activityQuery(span));
  return (
    <Stack component="section" gap="sm" aria-labelledby="activity">
      <Group justify="space-between">
        <Title order={2} id="activity">
          {say(chartsText.heading)}
        </Title>
        <SegmentedControl
          aria-label={say(chartsText.span)}
          size="sm"
          data={spans.map((value) => ({ value, label: say(spanText[value]) }))}
          value={span}
          onChange={(value) =>
            void navigate({ search: { span: spans.find((each) => each === value) }, replace: true, resetScroll: false })
          }
        />
      </Group>
      <DataState query={query} skeleton={<Skeletons />}>
        {(activity) => <Charts activity={activity} span={say(spanText[span])} />}
      </DataState>
    </Stack>
  );
}

function Charts({ activity, span }: { readonly activity: Activity; readonly span: string }) {
  // The same object as long as the figures are the same: charts are drawn anew only when something happened.
  const shown = useMemo(() => inFewSteps(activity), [activity]);
  return (
    <DataState query={useQuery(chartQuery)} skeleton={<Skeletons />}>
      {({ ActivityChart }) => (
        <SimpleGrid cols={{ base: 1, md: 2, lg: 3 }} spacing="md">
          {charts.map((chart) => (
            <ActivityChart key={chart.id} chart={chart} activity={shown} span={span} />
          ))}
        </SimpleGrid>
      )}
    </DataState>
  );
}

function Skeletons() {
  return (
    <SimpleGrid cols={{ base: 1, md: 2, lg: 3 }} spacing="md" aria-hidden>
      {charts.map(({ id }) => (
        <Skeleton key={id} height={300} radius="md" />
      ))}
    </SimpleGrid>
  );
}
