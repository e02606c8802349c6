import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { ListHead } from '../../shared/list-head.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { SelectionBar, useSelection } from '../../shared/selection.tsx';
import { conditionsText } from '../conditions/conditions-text.ts';
import { templateListQuery } from '../queries.ts';
import { templatesText } from '../templates-text.ts';
import { ListFilters } from './list-filters.tsx';
import { NoTemplates } from './no-templates.tsx';
import { SwitchMany } from './switch-many.tsx';
import { useTemplateColumns } from './template-columns.tsx';

/** All badge templates. */
export function TemplateListPage() {
  const say = useText();
  const mayDesign = useMay('design');
  const filters = useSearch({ from: '/app/templates' });
  const list = templateListQuery(filters);
  const query = useInfiniteQuery(list);
  const selection = useSelection<string>();
  const columns = useTemplateColumns(mayDesign ? selection : null);
  const { sort: _, ...narrowing } = filters;
  const filtered = Object.values(narrowing).some((filter) => filter !== undefined);
  const unused = query.data?.length === 0 && !filtered;
  return (
    <Page
      title={say(templatesText.title)}
      description={say(templatesText.lead)}
      doc="templates"
      actions={
        !unused && (
          <>
            <LinkButton to="/conditions" variant="default">
              {say(conditionsText.open)}
            </LinkButton>
            {mayDesign && (
              <LinkButton to="/templates/_new" leftSection={<IconPlus size={18} aria-hidden />}>
                {say(templatesText.new)}
              </LinkButton>
            )}
          </>
        )
      }
    >
      {!unused && <ListFilters filters={filters} />}
      <ListHead query={list} />
      {mayDesign && (
        <SelectionBar selection={selection} shown={(query.data ?? []).map(({ id }) => id)}>
          <SwitchMany templates={[...selection.keys]} onDone={selection.clear} />
        </SelectionBar>
      )}
      <PagedTable
        label={say(templatesText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={columns}
        empty={<NoTemplates filtered={filtered} />}
      />
    </Page>
  );
}
