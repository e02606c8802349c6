import { queryOptions } from '@tanstack/react-query';
import type { IssuerListView } from '../../../src/api/schemas/issuers.ts';
import { get } from '../api/client.ts';

/** All issuers of this site, and how many badges wait for one. */
export const issuersQuery = queryOptions({
  queryKey: ['issuers', 'list'],
  queryFn: ({ signal }) => get<IssuerListView>('/api/v1/issuers', { signal }),
});
