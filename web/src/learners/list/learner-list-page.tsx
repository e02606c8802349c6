import { Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { ListHead } from '../../shared/list-head.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { SelectionBar, useSelection } from '../../shared/selection.tsx';
import { SearchField } from '../../shared/search-field.tsx';
import { learnersText } from '../learners-text.ts';
import { learnerListQuery } from '../queries.ts';
import { learnerColumns } from './columns.tsx';
import { NoLearners } from './no-learners.tsx';

/** Learners, found by LMS user id or by how their names begin. */
export function LearnerListPage() {
  const say = useText();
  const { search = '' } = useSearch({ from: '/app/learners' });
  const navigate = useNavigate({ from: '/learners' });
  const mayOperate = useMay('operate');
  const selection = useSelection();
  const list = learnerListQuery(search);
  const query = useInfiniteQuery(list);
  return (
    <Page title={say(learnersText.title)} description={say(learnersText.lead)} doc="learners">
      <div style={{ maxInlineSize: '30rem' }}>
        <SearchField
          label={say(learnersText.search)}
          value={search}
          onSearch={(text) => void navigate({ search: { search: text || undefined }, replace: true })}
        />
        <Text size="sm" c="dimmed" mt={6}>
          {say(learnersText.searchHelp)}
        </Text>
      </div>
      {mayOperate && (
        <SelectionBar selection={selection} shown={(query.data ?? []).map(({ id }) => id)}>
          <LinkButton
            size="xs"
            variant="default"
            to="/badges/many"
            search={{ learners: [...selection.keys].join(',') }}
          >
            {say(learnersText.selectedToMany)}
          </LinkButton>
        </SelectionBar>
      )}
      <ListHead query={list} csv={{ path: '/api/v1/learners.csv', query: { search } }} />
      <PagedTable
        label={say(learnersText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={learnerColumns(say, mayOperate ? selection : null)}
        empty={<NoLearners search={search} />}
      />
    </Page>
  );
}
