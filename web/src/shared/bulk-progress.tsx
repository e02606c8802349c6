import { Group, List, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { MessageDescriptor } from 'react-intl';
import type { MaintenanceJob } from '../../../src/api/schemas/maintenance.ts';
import { post } from '../api/client.ts';
import { sayKept } from '../i18n/say-server.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { bulkJobQuery, runningJobsQuery } from './bulk-queries.ts';
import type { BulkKind } from './bulk-queries.ts';
import { bulkText, leftOutText } from './bulk-text.ts';
import { Callout } from './callout.tsx';
import { LearnerById } from './learner-by-id.tsx';
import { notifyFailure } from './notify.ts';
import type { Tone } from './tone.ts';

interface BulkProgressProps {
  readonly kinds: readonly BulkKind[];
  /** The one that was begun here, which is shown when it has ended, too. */
  readonly started: string | undefined;
  /** Its result has been read. */
  readonly onClose: () => void;
}

/** So many of those that were left out are shown one by one. */
const mostShown = 200;

/** What is being done to many at the moment, whoever began it, and what came of the one that was begun here. */
export function BulkProgress({ kinds, started, onClose }: BulkProgressProps) {
  const running = useQueries({ queries: kinds.map((kind) => runningJobsQuery(kind)) });
  const others = running.flatMap(({ data }) => data?.items ?? []).filter(({ id }) => id !== started);
  return (
    <Stack gap="sm">
      {started !== undefined && <OneJob id={started} onClose={onClose} />}
      {others.map(({ id }) => (
        <OneJob key={id} id={id} />
      ))}
    </Stack>
  );
}

function OneJob({ id, onClose }: { readonly id: string; readonly onClose?: () => void }) {
  const say = useText();
  const client = useQueryClient();
  const { data: job } = useQuery(bulkJobQuery(id));
  const wasRunning = useRef(false);
  const state = job?.state;
  useEffect(() => {
    // What has ended has changed what the page shows.
    if (wasRunning.current && state !== 'running') void client.invalidateQueries();
    wasRunning.current = state === undefined || state === 'running';
  }, [client, state]);
  const stop = useMutation({
    mutationFn: () => post(`/api/v1/maintenance/jobs/${encodeURIComponent(id)}/stop`),
    onError: (error) => notifyFailure(say, error),
    onSettled: () => client.invalidateQueries({ queryKey: ['bulk-jobs'] }),
  });
  if (job === undefined || !isBulk(job)) return null;
  const { total = 0, lookedAt = 0 } = job.figures;
  const title = say(titles[job.kind][job.state]);
  const words = say(bulkText.progress, { done: lookedAt, count: total });
  return (
    <Callout tone={tones[job.state]} title={title} announced>
      {job.state === 'running' && (
        <Progress.Root size="sm" my="xs">
          <Progress.Section
            value={total === 0 ? 0 : Math.min(100, (100 * lookedAt) / total)}
            animated
            aria-label={title}
            aria-valuetext={words}
          />
        </Progress.Root>
      )}
      <Text size="sm">
        {words} <Outcome job={job} />
      </Text>
      {job.error !== null && (
        <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-line' }}>
          {sayKept(say, job.error)}
        </Text>
      )}
      <LeftOut job={job} />
      <Group gap="sm" mt="xs">
        {job.state === 'running' && (
          <Button
            size="xs"
            variant="default"
            loading={stop.isPending}
            disabled={job.stopping}
            onClick={() => stop.mutate()}
          >
            {say(job.stopping ? bulkText.stopping : bulkText.stop)}
          </Button>
        )}
        {job.state !== 'running' && onClose && (
          <Button size="xs" variant="default" onClick={onClose}>
            {say(bulkText.close)}
          </Button>
        )}
      </Group>
    </Callout>
  );
}

type BulkJob = MaintenanceJob & { readonly kind: BulkKind };

function isBulk(job: MaintenanceJob): job is BulkJob {
  return job.kind !== 'prune' && job.kind !== 'replay';
}

/** What came of those that were looked at. */
function Outcome({ job: { kind, figures } }: { readonly job: BulkJob }) {
  const say = useText();
  const { processed = 0, stillParked = 0, keptInPart = 0, discarded = 0, changed = 0, lookedAt = 0 } = figures;
  switch (kind) {
    case 'retry_parked':
      return (
        <>
          {say(bulkText.processed, { count: processed })} {say(bulkText.stillParked, { count: stillParked })}
          {keptInPart > 0 && <> {say(bulkText.keptInPart, { count: keptInPart })}</>}
        </>
      );
    case 'discard_parked':
      return say(bulkText.discarded, { count: discarded });
    case 'award':
      return say(bulkText.awarded, { count: changed, rest: lookedAt - changed });
    case 'revoke':
      return say(bulkText.revoked, { count: changed, rest: lookedAt - changed });
  }
}

function LeftOut({ job: { leftOut } }: { readonly job: BulkJob }) {
  const say = useText();
  if (leftOut.length === 0) return null;
  const more = leftOut.length - mostShown;
  return (
    <>
      <Text size="sm" fw={600} mt="xs">
        {say(bulkText.leftOut, { count: leftOut.length })}
      </Text>
      <List size="sm" spacing={2}>
        {leftOut.slice(0, mostShown).map(({ learner, why }) => (
          <List.Item key={learner}>
            <LearnerById id={learner} /> – {say(leftOutText[why])}
          </List.Item>
        ))}
      </List>
      {more > 0 && <Text size="sm">{say(bulkText.moreLeftOut, { count: more })}</Text>}
    </>
  );
}

const tones: Readonly<Record<MaintenanceJob['state'], Tone>> = {
  running: 'waiting',
  done: 'good',
  stopped: 'neutral',
  failed: 'bad',
};

const titles: Readonly<Record<BulkKind, Readonly<Record<MaintenanceJob['state'], MessageDescriptor>>>> = {
  retry_parked: {
    running: bulkText.retryRuns,
    done: bulkText.retryDone,
    stopped: bulkText.retryStopped,
    failed: bulkText.retryFailed,
  },
  discard_parked: {
    running: bulkText.discardRuns,
    done: bulkText.discardDone,
    stopped: bulkText.discardStopped,
    failed: bulkText.discardFailed,
  },
  award: {
    running: bulkText.awardRuns,
    done: bulkText.awardDone,
    stopped: bulkText.awardStopped,
    failed: bulkText.awardFailed,
  },
  revoke: {
    running: bulkText.revokeRuns,
    done: bulkText.revokeDone,
    stopped: bulkText.revokeStopped,
    failed: bulkText.revokeFailed,
  },
};
