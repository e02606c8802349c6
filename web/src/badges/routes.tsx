import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchText } from '../search.ts';
import { origins, states, statuses } from './badge-filters.ts';
import type { BadgeFilters } from './badge-filters.ts';

const listRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'badges',
  validateSearch: (search: Record<string, unknown>): BadgeFilters => ({
    search: searchText(search, 'search'),
    status: searchChoice(search, 'status', statuses),
    state: searchChoice(search, 'state', states),
    template: searchText(search, 'template'),
    origin: searchChoice(search, 'origin', origins),
    account: searchText(search, 'account'),
    learner: searchText(search, 'learner'),
    failed: searchChoice(search, 'failed', ['true']),
  }),
  component: lazyRouteComponent(() => import('./list/badge-list-page.tsx'), 'BadgeListPage'),
});

const badgeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'badges/$badge',
  component: lazyRouteComponent(() => import('./one/badge-page.tsx'), 'BadgePage'),
});

export const badgeRoutes = [listRoute, badgeRoute] as const;
