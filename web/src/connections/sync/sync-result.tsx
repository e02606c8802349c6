import { Text } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import { sayKept } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { TextLink } from '../../shared/links.tsx';
import { SyncProgress } from './sync-progress.tsx';
import { syncText } from './sync-text.ts';
import type { Sync } from './use-sync.ts';

interface SyncResultProps {
  readonly sync: Sync;
  readonly headingOrder: TitleOrder;
}

/** A sync in short, where there are many accounts: how far it is, what it waits for, and what came of one started here. */
export function SyncResult({ sync: { job, startedHere }, headingOrder }: SyncResultProps) {
  const say = useText();
  if (job === null) return null;
  if (job.state === 'running') return <SyncProgress job={job} headingOrder={headingOrder} />;
  if (job.state === 'unconfirmed')
    return (
      <Callout
        tone="warning"
        headingOrder={headingOrder}
        title={say(syncText.unconfirmedTitle, { count: job.report?.deactivated ?? 0 })}
      />
    );
  if (!startedHere) return null;
  if (job.state !== 'succeeded')
    return (
      <Callout
        tone="bad"
        headingOrder={headingOrder}
        title={say(job.state === 'failed' ? syncText.failedTitle : syncText.interruptedTitle)}
        announced
      >
        <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-line' }}>
          {sayKept(say, job.error ?? '')}
        </Text>
      </Callout>
    );
  const { imported = 0, updated = 0, deactivated = 0 } = job.report ?? {};
  return (
    <Callout tone="good" headingOrder={headingOrder} title={say(syncText.doneTitle)} announced>
      <Text size="sm">{say(syncText.summary, { imported, updated, deactivated })}</Text>
      <TextLink
        to="/connections/$origin/$account/syncs/$sync"
        params={{ origin: job.origin, account: job.account, sync: job.id }}
        size="sm"
      >
        {say(syncText.toReport)}
      </TextLink>
    </Callout>
  );
}
