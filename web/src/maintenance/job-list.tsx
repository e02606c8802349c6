import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { IconTools } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { MaintenanceJob } from '../../../src/api/schemas/maintenance.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { Nothing } from '../shared/nothing.tsx';
import { PagedTable } from '../shared/paged-table.tsx';
import type { Column } from '../shared/paged-table.tsx';
import { notifyFailure } from '../shared/notify.ts';
import { Section } from '../shared/section.tsx';
import { StateBadge } from '../shared/state-badge.tsx';
import type { Tone } from '../shared/tone.ts';
import { Time } from '../shared/time.tsx';
import { figureTexts, jobNames, maintenanceText, stateNames } from './maintenance-text.ts';
import { jobsQuery, prunePreviewQuery, useCommand } from './queries.ts';

const tones: Readonly<Record<MaintenanceJob['state'], Tone>> = {
  running: 'waiting',
  done: 'good',
  stopped: 'neutral',
  failed: 'bad',
};

/** What was started here, how far it is, and what it did. */
export function JobList() {
  const say = useText();
  const query = useInfiniteQuery(jobsQuery);
  useEnds(query.data ?? []);
  return (
    <Section title={say(maintenanceText.jobs)}>
      <PagedTable
        label={say(maintenanceText.jobs)}
        query={query}
        keyOf={({ id }) => id}
        columns={useColumns()}
        empty={
          <Nothing
            icon={IconTools}
            title={say(maintenanceText.jobsNoneTitle)}
            description={say(maintenanceText.jobsNone)}
          />
        }
      />
    </Section>
  );
}

/** What a job has done when it ends changes what the rest of the page shows. */
function useEnds(jobs: readonly MaintenanceJob[]): void {
  const client = useQueryClient();
  const running = jobs.filter(({ state }) => state === 'running').length;
  const before = useRef(0);
  useEffect(() => {
    if (running < before.current) void client.invalidateQueries({ queryKey: prunePreviewQuery.queryKey });
    before.current = running;
  }, [client, running]);
}

function useColumns(): Column<MaintenanceJob>[] {
  const say = useText();
  return [
    {
      id: 'what',
      header: say(maintenanceText.what),
      names: true,
      render: ({ kind, from, until }) => (
        <>
          <Text size="sm" fw={600}>
            {say(jobNames[kind])}
          </Text>
          {from !== null && until !== null && (
            <Text size="xs" c="dimmed">
              <Time at={from} form="exact" /> – <Time at={until} form="exact" />
            </Text>
          )}
        </>
      ),
    },
    { id: 'state', header: say(maintenanceText.state), narrow: true, render: (job) => <State job={job} /> },
    { id: 'figures', header: say(maintenanceText.result), render: (job) => <Figures job={job} /> },
    { id: 'asked', header: say(maintenanceText.asked), narrow: true, render: ({ askedAt }) => <Time at={askedAt} /> },
  ];
}

function State({ job: { id, kind, state, stopping } }: { readonly job: MaintenanceJob }) {
  const say = useText();
  const stop = useCommand(`/api/v1/maintenance/jobs/${id}/stop`);
  return (
    <Stack gap="xs" align="flex-start">
      <span role={state === 'running' ? 'status' : undefined}>
        <StateBadge tone={tones[state]}>{say(stopping ? maintenanceText.stopping : stateNames[state])}</StateBadge>
      </span>
      {state === 'running' && !stopping && (
        <Button
          size="compact-sm"
          variant="default"
          loading={stop.isPending}
          aria-label={say(maintenanceText.stopOne, { job: say(jobNames[kind]) })}
          onClick={() => stop.mutate(undefined, { onError: (error) => notifyFailure(say, error) })}
        >
          {say(maintenanceText.stop)}
        </Button>
      )}
    </Stack>
  );
}

function Figures({ job: { figures, error } }: { readonly job: MaintenanceJob }) {
  const say = useText();
  const told = figureTexts.filter(([name]) => (figures[name] ?? 0) > 0 || name === 'read');
  return (
    <>
      {told.map(([name, text]) => {
        const count = figures[name];
        return count === undefined ? null : <div key={name}>{say(text, { count })}</div>;
      })}
      {error !== null && (
        <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {error}
        </Text>
      )}
    </>
  );
}
