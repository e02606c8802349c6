import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { ListHead } from '../../shared/list-head.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { RetryProgress } from '../../shared/retry-progress.tsx';
import { badgesText } from '../badges-text.ts';
import { badgeListQuery } from '../queries.ts';
import { BadgeFilterBar } from './badge-filter-bar.tsx';
import { badgeColumns } from './columns.tsx';
import { NoBadges } from './no-badges.tsx';
import { RetryMany } from './retry-many.tsx';

/** All badges, with how each stands at its provider. */
export function BadgeListPage() {
  const say = useText();
  const filters = useSearch({ from: '/app/badges' });
  const list = badgeListQuery(filters);
  const query = useInfiniteQuery(list);
  const mayOperate = useMay('operate');
  return (
    <Page
      title={say(badgesText.title)}
      description={say(badgesText.lead)}
      doc="badges"
      actions={
        mayOperate && (
          <>
            <LinkButton to="/badges/many" search={{}}>
              {say(badgesText.toMany)}
            </LinkButton>
            <RetryMany filters={filters} />
          </>
        )
      }
    >
      <RetryProgress />
      <BadgeFilterBar filters={filters} />
      <ListHead query={list} csv={{ path: '/api/v1/badges.csv', query: { ...filters } }} />
      <PagedTable
        label={say(badgesText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={badgeColumns(say)}
        empty={<NoBadges filters={filters} />}
      />
    </Page>
  );
}
