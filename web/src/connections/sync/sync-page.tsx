import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/use-text.ts';
import { DataState } from '../../shared/data-state.tsx';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { Section } from '../../shared/section.tsx';
import { BackToConnection } from '../back-to-connection.tsx';
import { syncQuery } from '../queries.ts';
import { SyncState } from './past-syncs.tsx';
import { SyncDuration } from './sync-duration.tsx';
import { SyncOutcome } from './sync-outcome.tsx';
import { connectionsText } from '../connections-text.ts';
import { syncText } from './sync-text.ts';

/** One sync and its report. */
export function SyncPage() {
  const say = useText();
  const intl = useIntl();
  const { origin, account, sync } = useParams({ from: '/app/connections/$origin/$account/syncs/$sync' });
  const query = useQuery(syncQuery(sync));
  const when = query.data && intl.formatDate(query.data.startedAt, { dateStyle: 'medium', timeStyle: 'short' });
  if (isAbsent(query.error))
    return (
      <NoSuch title={say(connectionsText.noSuchSync)} id={sync} to="/connections" place={say(connectionsText.title)} />
    );
  return (
    <Page
      title={when === undefined ? say(syncText.pageTitleLoading) : say(syncText.pageTitle, { when })}
      description={say(syncText.pageLead)}
      doc="syncs"
      back={<BackToConnection origin={origin} account={account} />}
    >
      <DataState query={query}>
        {(job) => (
          <Section title={say(syncText.result)} actions={<SyncState state={job.state} />}>
            <Stack gap="md">
              <FactGrid>
                <GridFact label={say(syncText.took)}>
                  <SyncDuration job={job} />
                </GridFact>
                {/* Viewers are told only what kind of actor it was. */}
                {job.actor.includes(':') && (
                  <GridFact label={say(syncText.startedBy)}>
                    <span className="mono">{job.actor}</span>
                  </GridFact>
                )}
              </FactGrid>
              <SyncOutcome job={job} />
            </Stack>
          </Section>
        )}
      </DataState>
    </Page>
  );
}
