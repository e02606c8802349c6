import { Group } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { ListHead } from '../../shared/list-head.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { BulkProgress } from '../../shared/bulk-progress.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { SelectionBar, useSelection } from '../../shared/selection.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { parkedText } from '../parked-text.ts';
import { countOf, parkedCountsQuery, parkedListQuery } from '../queries.ts';
import { useParkedColumns } from './columns.tsx';
import { ReasonFilter } from './reason-filter.tsx';
import { ChangeMany } from './change-many.tsx';

const jobKinds = ['retry_parked', 'discard_parked'] as const;

/** All messages that could not be processed. */
export function ParkedListPage() {
  const say = useText();
  const mayOperate = useMay('operate');
  const navigate = useNavigate();
  const { reason, job } = useSearch({ from: '/app/parked' });
  const list = parkedListQuery({ reason });
  const query = useInfiniteQuery(list);
  const counts = useQuery(parkedCountsQuery);
  const selection = useSelection();
  const columns = useParkedColumns(mayOperate ? selection : null);
  const shown = (query.data ?? []).map(({ id }) => id);
  const showJob = (id: string | undefined): void => {
    selection.clear();
    void navigate({ to: '/parked', search: { reason, job: id }, replace: true });
  };
  const count = counts.data ? countOf(counts.data, reason) : 0;
  return (
    <Page
      title={say(parkedText.title)}
      description={say(parkedText.lead)}
      doc="parkedMessages"
      actions={mayOperate && count > 0 && <ChangeMany which={{ reason }} count={count} onBegun={showJob} />}
    >
      {mayOperate && <BulkProgress kinds={jobKinds} started={job} onClose={() => showJob(undefined)} />}
      {counts.data && counts.data.items.length > 0 && (
        <Group>
          <ReasonFilter
            counts={counts.data}
            reason={reason}
            onChoose={(chosen) => void navigate({ to: '/parked', search: { reason: chosen, job }, replace: true })}
          />
        </Group>
      )}
      {mayOperate && (
        <SelectionBar selection={selection} shown={shown}>
          <ChangeMany which={{ ids: [...selection.keys] }} count={selection.keys.size} selected onBegun={showJob} />
        </SelectionBar>
      )}
      <ListHead query={list} />
      <PagedTable
        label={say(parkedText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={columns}
        empty={reason === undefined ? <AllIsWell /> : <NothingFits />}
      />
    </Page>
  );
}

function AllIsWell() {
  const say = useText();
  return <Nothing icon={IconCircleCheck} title={say(parkedText.nothingTitle)} description={say(parkedText.nothing)} />;
}

function NothingFits() {
  const say = useText();
  return (
    <Nothing
      icon={IconFilterOff}
      title={say(sharedText.noMatch)}
      description={say(sharedText.noMatchHelp)}
      action={
        <LinkButton to="/parked" variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  );
}
