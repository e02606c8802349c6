import { Text } from '@mantine/core';
import type { SyncJob } from '../../../../src/api/schemas/connections.ts';
import { sayKept } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { SyncProgress } from './sync-progress.tsx';
import { Reactivable } from './reactivable.tsx';
import { SyncReportView } from './sync-report.tsx';
import { syncText } from './sync-text.ts';
import { Unconfirmed } from './unconfirmed.tsx';
import type { Sync } from './use-sync.ts';

interface SyncOutcomeProps {
  readonly job: SyncJob;
  /** Starts the next sync; left out where the job is looked at as something of the past. */
  readonly sync?: Sync;
}

/** A sync: how far it is, what it did, what it waits for, or why it failed. */
export function SyncOutcome({ job, sync }: SyncOutcomeProps) {
  const say = useText();
  if (job.state === 'running') return <SyncProgress job={job} />;
  if (job.state === 'unconfirmed') return job.report && <Unconfirmed report={job.report} sync={sync} />;
  if (job.state === 'succeeded')
    return (
      job.report && (
        <>
          {sync && <Reactivable report={job.report} sync={sync} />}
          <SyncReportView report={job.report} />
        </>
      )
    );
  const isFailure = job.state === 'failed';
  return (
    <Callout
      tone={isFailure ? 'bad' : 'warning'}
      headingOrder={3}
      title={say(isFailure ? syncText.failedTitle : syncText.interruptedTitle)}
    >
      {isFailure ? (
        <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-line' }}>
          {sayKept(say, job.error ?? '')}
        </Text>
      ) : (
        <Text size="sm">{say(syncText.interruptedHelp)}</Text>
      )}
    </Callout>
  );
}
