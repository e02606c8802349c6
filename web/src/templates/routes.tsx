import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchText } from '../search.ts';
import type { TemplateFilters } from './template-filters.ts';
import { origins, sorts, states } from './template-filters.ts';

const listRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'templates',
  validateSearch: (search: Record<string, unknown>): TemplateFilters => ({
    search: searchText(search, 'search'),
    origin: searchChoice(search, 'origin', origins),
    state: searchChoice(search, 'state', states),
    sort: searchChoice(search, 'sort', sorts),
  }),
  component: lazyRouteComponent(() => import('./list/template-list-page.tsx'), 'TemplateListPage'),
});

export const templateRoutes = [listRoute] as const;
