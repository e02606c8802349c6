import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchText } from '../search.ts';
import { origins } from '../shared/origins.ts';
import { openBadgeStates, states, statuses } from './badge-filters.ts';
import type { BadgeFilters } from './badge-filters.ts';

/** What the address of the page for many holds: LMS user ids, and the job that was begun there. */
interface ManySearch {
  readonly learners?: string | undefined;
  readonly job?: string | undefined;
}

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
    due: searchChoice(search, 'due', ['true', 'false']),
    issuer: searchText(search, 'issuer'),
    openBadge: searchChoice(search, 'openBadge', openBadgeStates),
  }),
  component: lazyRouteComponent(() => import('./list/badge-list-page.tsx'), 'BadgeListPage'),
});

const manyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'badges/many',
  validateSearch: (search: Record<string, unknown>): ManySearch => ({
    learners: searchText(search, 'learners'),
    job: searchText(search, 'job'),
  }),
  component: lazyRouteComponent(() => import('./many/many-page.tsx'), 'ManyPage'),
});

const badgeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'badges/$badge',
  component: lazyRouteComponent(() => import('./one/badge-page.tsx'), 'BadgePage'),
});

export const badgeRoutes = [listRoute, manyRoute, badgeRoute] as const;
