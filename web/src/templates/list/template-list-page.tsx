import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { templateListQuery } from '../queries.ts';
import { templatesText } from '../templates-text.ts';

/** All badge templates. */
export function TemplateListPage() {
  const say = useText();
  const filters = useSearch({ from: '/app/templates' });
  const query = useInfiniteQuery(templateListQuery(filters));
  return (
    <Page title={say(templatesText.title)} description={say(templatesText.lead)}>
      <PagedTable
        label={say(templatesText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={[{ id: 'name', header: 'x', names: true, render: ({ name }) => name }]}
        empty={null}
      />
    </Page>
  );
}
