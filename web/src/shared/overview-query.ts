import { queryOptions } from '@tanstack/react-query';
import type { Overview } from '../../../src/api/schemas/status.ts';
import { get } from '../api/client.ts';
import { watching } from '../api/watching.ts';

/** The figures of the site: events, badges, deliveries, and how the event bus does. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: (context) => get<Overview>('/api/v1/overview', watching(context)),
});
