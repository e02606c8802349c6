import { queryOptions } from '@tanstack/react-query';
import type { SettingView } from '../../../src/api/schemas/status.ts';
import { get } from '../api/client.ts';

/** Every setting of the process that answers. */
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => get<{ readonly items: readonly SettingView[] }>('/api/v1/settings', { signal }),
});
