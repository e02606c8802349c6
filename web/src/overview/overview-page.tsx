import { useQuery } from '@tanstack/react-query';
import { useText } from '../i18n/use-text.ts';
import { DataState } from '../shared/data-state.tsx';
import { Page } from '../shared/page.tsx';
import { AttentionSection } from './attention/attention-section.tsx';
import { ActivitySection } from './charts/activity-section.tsx';
import { Figures } from './figures/figures.tsx';
import { LiveSign } from './live-sign.tsx';
import { overviewText } from './overview-text.ts';
import { liveOverviewQuery, setupQuery } from './queries.ts';
import { SetupSection } from './setup/setup-section.tsx';
import { StatusSection } from './status/status-section.tsx';

/** How everything is: first what needs somebody, then the figures, what happened over time, and what Laurel stands on. */
export function OverviewPage() {
  const say = useText();
  const query = useQuery(liveOverviewQuery);
  const setup = useQuery(setupQuery);
  const isNew = setup.data !== undefined && !setup.data.done;
  return (
    <Page
      title={say(overviewText.title)}
      description={say(overviewText.lead)}
      doc="watching"
      actions={<LiveSign query={query} />}
    >
      {isNew && <SetupSection setup={setup.data} />}
      <DataState query={query}>
        {(overview) => (
          <>
            <AttentionSection attention={overview.attention} isNew={isNew} />
            <Figures overview={overview} />
            {overview.firstEventAt !== null && <ActivitySection />}
            <StatusSection overview={overview} />
          </>
        )}
      </DataState>
    </Page>
  );
}
