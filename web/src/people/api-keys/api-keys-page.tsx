import { useInfiniteQuery } from '@tanstack/react-query';
import { IconKey } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Nothing } from '../../shared/nothing.tsx';
import { Page } from '../../shared/page.tsx';
import { PagedTable } from '../../shared/paged-table.tsx';
import { apiKeysQuery } from '../queries.ts';
import { apiKeysText } from './api-keys-text.ts';
import { useApiKeyColumns } from './columns.tsx';
import { MakeKey } from './make-key.tsx';
import { UseSection } from './use-section.tsx';

/** Keys for programs. */
export function ApiKeysPage() {
  const say = useText();
  const query = useInfiniteQuery(apiKeysQuery);
  const columns = useApiKeyColumns();
  return (
    <Page title={say(apiKeysText.title)} description={say(apiKeysText.lead)} doc="apiKeys" actions={<MakeKey />}>
      <PagedTable
        label={say(apiKeysText.title)}
        query={query}
        keyOf={({ id }) => id}
        columns={columns}
        empty={<Nothing icon={IconKey} title={say(apiKeysText.nothingTitle)} description={say(apiKeysText.nothing)} />}
      />
      <UseSection />
    </Page>
  );
}
