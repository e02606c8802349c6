import { queryOptions } from '@tanstack/react-query';
import type { Connection } from '../../../src/api/schemas/connections.ts';
import { get } from '../api/client.ts';
import { watching } from '../api/watching.ts';

/** The Credly organizations and Accredible API configs, each with how it does. */
export const connectionsQuery = queryOptions({
  queryKey: ['connections', 'list'],
  queryFn: (context) => get<{ readonly items: readonly Connection[] }>('/api/v1/connections', watching(context)),
});
