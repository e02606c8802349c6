import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchText } from '../search.ts';
import type { ParkedSearch } from './queries.ts';

const listRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'parked',
  validateSearch: (search: Record<string, unknown>): ParkedSearch => ({
    reason: searchText(search, 'reason'),
    job: searchText(search, 'job'),
  }),
  component: lazyRouteComponent(() => import('./list/parked-list-page.tsx'), 'ParkedListPage'),
});

const messageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'parked/$message',
  component: lazyRouteComponent(() => import('./detail/parked-message-page.tsx'), 'ParkedMessagePage'),
});

export const parkedRoutes = [listRoute, messageRoute] as const;
