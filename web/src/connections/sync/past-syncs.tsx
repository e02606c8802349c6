import { useInfiniteQuery } from '@tanstack/react-query';
import { IconRefresh } from '@tabler/icons-react';
import type { MessageDescriptor } from 'react-intl';
import { useIntl } from 'react-intl';
import type { SyncJob } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { TextLink } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { StateBadge } from '../../shared/state-badge.tsx';
import type { Tone } from '../../shared/tone.ts';
import { syncsQuery } from '../queries.ts';
import type { AccountId } from '../queries.ts';
import { SyncDuration } from './sync-duration.tsx';
import { syncText } from './sync-text.ts';

const states: Readonly<Record<SyncJob['state'], readonly [tone: Tone, text: MessageDescriptor]>> = {
  running: ['waiting', syncText.runningState],
  succeeded: ['good', syncText.succeeded],
  failed: ['bad', syncText.failed],
  interrupted: ['warning', syncText.interrupted],
  unconfirmed: ['warning', syncText.unconfirmed],
};

/** How a sync stands, in a word. */
export function SyncState({ state }: { readonly state: SyncJob['state'] }) {
  const say = useText();
  const [tone, text] = states[state];
  return <StateBadge tone={tone}>{say(text)}</StateBadge>;
}

/** The syncs of an account, the newest first; each leads to its report. */
export function PastSyncs({ id }: { readonly id: AccountId }) {
  const say = useText();
  const intl = useIntl();
  const query = useInfiniteQuery(syncsQuery(id));
  const columns: Column<SyncJob>[] = [
    {
      id: 'started',
      header: say(syncText.started),
      names: true,
      render: ({ id: sync, startedAt }) => (
        <TextLink to="/connections/$origin/$account/syncs/$sync" params={{ ...id, sync }} fw={600}>
          {intl.formatDate(startedAt, { dateStyle: 'medium', timeStyle: 'short' })}
        </TextLink>
      ),
    },
    { id: 'state', header: say(syncText.state), narrow: true, render: ({ state }) => <SyncState state={state} /> },
    {
      id: 'result',
      header: say(syncText.result),
      render: ({ report, state }) => {
        if (report === null || state === 'unconfirmed') return <Absent />;
        const { imported, updated, deactivated } = report;
        return say(syncText.summary, { imported, updated, deactivated });
      },
    },
    { id: 'took', header: say(syncText.took), narrow: true, render: (job) => <SyncDuration job={job} /> },
  ];
  return (
    <PagedTable
      label={say(syncText.pastTitle)}
      query={query}
      keyOf={(job) => job.id}
      columns={columns}
      empty={<Nothing icon={IconRefresh} titleOrder={3} title={say(syncText.pastNone)} />}
    />
  );
}
