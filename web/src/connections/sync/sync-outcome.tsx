import { Text } from '@mantine/core';
import type { SyncJob } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { SyncProgress } from './sync-progress.tsx';
import { SyncReportView } from './sync-report.tsx';
import { syncText } from './sync-text.ts';

/** A sync: how far it is, what it did, or why it failed. */
export function SyncOutcome({ job }: { readonly job: SyncJob }) {
  const say = useText();
  if (job.state === 'running') return <SyncProgress job={job} />;
  if (job.state === 'succeeded') return job.report && <SyncReportView report={job.report} />;
  const isFailure = job.state === 'failed';
  return (
    <Callout
      tone={isFailure ? 'bad' : 'warning'}
      headingOrder={3}
      title={say(isFailure ? syncText.failedTitle : syncText.interruptedTitle)}
    >
      {isFailure ? (
        <Text size="sm" dir="auto" lang="en">
          {job.error}
        </Text>
      ) : (
        <Text size="sm">{say(syncText.interruptedHelp)}</Text>
      )}
    </Callout>
  );
}
