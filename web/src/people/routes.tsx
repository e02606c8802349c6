import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchText } from '../search.ts';
import { roleFilters } from './people-filters.ts';
import type { PeopleFilters } from './people-filters.ts';

const peopleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'people',
  staticData: { asks: 'administer' },
  validateSearch: (search: Record<string, unknown>): PeopleFilters => ({
    search: searchText(search, 'search'),
    role: searchChoice(search, 'role', roleFilters),
  }),
  component: lazyRouteComponent(() => import('./list/people-page.tsx'), 'PeoplePage'),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'api-keys',
  staticData: { asks: 'administer' },
  component: lazyRouteComponent(() => import('./api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
});

export const peopleRoutes = [peopleRoute, apiKeysRoute] as const;
