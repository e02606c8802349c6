import { Progress, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RetryJob, RetryJobPage } from '../../../src/api/schemas/retry-jobs.ts';
import { get } from '../api/client.ts';
import { watching } from '../api/watching.ts';
import { useText } from '../i18n/use-text.ts';
import { Callout } from './callout.tsx';
import { connectionsQuery } from './connections-query.ts';
import { retryText } from './retry-text.ts';

/** How often one that is under way is looked at, and whether another has begun: a new key begins one, too. */
const watchMs = 1_000;
const lookMs = 5_000;

/** The retries of many failed deliveries that are under way. */
const runningRetriesQuery = queryOptions({
  queryKey: ['retry-jobs', 'running'],
  queryFn: (context) =>
    get<RetryJobPage>('/api/v1/retry-jobs', { query: { running: true, limit: 20 }, ...watching(context) }),
  refetchInterval: ({ state }) => ((state.data?.items.length ?? 0) > 0 ? watchMs : lookMs),
});

interface RetryProgressProps {
  /** Those that concern this account; left out: all. */
  readonly account?: { readonly origin: string; readonly account: string };
}

/** How far the retries of many failed deliveries are, whoever began them; nothing when there is none. */
export function RetryProgress({ account }: RetryProgressProps) {
  const client = useQueryClient();
  const jobs = useQuery(runningRetriesQuery).data?.items ?? [];
  const shown = jobs.filter((job) => account === undefined || concerns(job, account));
  const before = useRef(0);
  useEffect(() => {
    // What has ended has changed what the page shows.
    if (shown.length < before.current) void client.invalidateQueries();
    before.current = shown.length;
  }, [client, shown.length]);
  if (shown.length === 0) return null;
  return (
    <Stack gap="sm">
      {shown.map((job) => (
        <OneRetry key={job.id} job={job} />
      ))}
    </Stack>
  );
}

function OneRetry({ job: { origin, account, failed, lookedAt, retried } }: { readonly job: RetryJob }) {
  const say = useText();
  const connections = useQuery({ ...connectionsQuery, enabled: account !== null }).data?.items ?? [];
  const found = connections.find((each) => each.origin === origin && each.account === account);
  const title =
    account === null
      ? say(retryText.running)
      : say(retryText.runningOf, { account: found === undefined ? account : found.name });
  const words = say(retryText.progress, { done: lookedAt, failed, retried });
  return (
    <Callout tone="waiting" title={title} announced>
      <Progress.Root size="sm" my="xs">
        <Progress.Section
          value={failed === 0 ? 100 : (100 * lookedAt) / failed}
          animated
          aria-label={title}
          aria-valuetext={words}
        />
      </Progress.Root>
      <Text size="sm">
        {words} {say(retryText.help)}
      </Text>
    </Callout>
  );
}

function concerns(job: RetryJob, { origin, account }: { readonly origin: string; readonly account: string }): boolean {
  return job.account === null || (job.origin === origin && job.account === account);
}
