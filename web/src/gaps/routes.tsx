import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice } from '../search.ts';
import type { GapFilters } from './queries.ts';

const listRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'gaps',
  validateSearch: (search: Record<string, unknown>): GapFilters => ({
    acknowledged: searchChoice(search, 'acknowledged', ['false']),
  }),
  component: lazyRouteComponent(() => import('./gap-list-page.tsx'), 'GapListPage'),
});

export const gapRoutes = [listRoute] as const;
