import { Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconCircleCheck } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { useMay } from '../session/session-context.tsx';
import { LinkButton } from '../shared/links.tsx';
import { Nothing } from '../shared/nothing.tsx';
import { Page } from '../shared/page.tsx';
import { PagedTable } from '../shared/paged-table.tsx';
import { sharedText } from '../shared/shared-text.ts';
import { AcknowledgeAll } from './acknowledge-all.tsx';
import { useGapColumns } from './columns.tsx';
import { gapsText } from './gaps-text.ts';
import { gapListQuery } from './queries.ts';

/** What was gone from the event bus before it was processed, and whether somebody has seen to it. */
export function GapListPage() {
  const say = useText();
  const mayOperate = useMay('operate');
  const navigate = useNavigate();
  const { acknowledged } = useSearch({ from: '/app/gaps' });
  const query = useInfiniteQuery(gapListQuery({ acknowledged }));
  const columns = useGapColumns();
  const someOpen = query.data?.some(({ acknowledgedAt }) => acknowledgedAt === null) ?? false;
  return (
    <Page
      title={say(gapsText.title)}
      description={say(gapsText.lead)}
      doc="lostEvents"
      actions={mayOperate && someOpen && <AcknowledgeAll />}
    >
      <Switch
        label={say(gapsText.onlyOpen)}
        checked={acknowledged === 'false'}
        onChange={({ currentTarget: { checked } }) =>
          void navigate({ to: '/gaps', search: { acknowledged: checked ? 'false' : undefined }, replace: true })
        }
      />
      <PagedTable
        label={say(gapsText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={columns}
        empty={acknowledged === 'false' ? <NoneOpen /> : <NoneLost />}
      />
    </Page>
  );
}

function NoneLost() {
  const say = useText();
  return <Nothing icon={IconCircleCheck} title={say(gapsText.noneTitle)} description={say(gapsText.none)} />;
}

function NoneOpen() {
  const say = useText();
  return (
    <Nothing
      icon={IconCircleCheck}
      title={say(gapsText.noneOpenTitle)}
      description={say(gapsText.noneOpen)}
      action={
        <LinkButton to="/gaps" variant="default">
          {say(sharedText.clearFilters)}
        </LinkButton>
      }
    />
  );
}
