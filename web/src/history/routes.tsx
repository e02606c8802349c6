import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchText } from '../search.ts';
import { actions, kinds, targetTypes, views } from './history-filters.ts';
import type { HistoryFilters } from './history-filters.ts';

const historyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'history',
  validateSearch: (search: Record<string, unknown>): HistoryFilters => ({
    view: searchChoice(search, 'view', views),
    learner: searchText(search, 'learner'),
    template: searchText(search, 'template'),
    kind: searchChoice(search, 'kind', kinds),
    actor: searchText(search, 'actor'),
    action: searchChoice(search, 'action', actions),
    targetType: searchChoice(search, 'targetType', targetTypes),
    target: searchText(search, 'target'),
  }),
  component: lazyRouteComponent(() => import('./history-page.tsx'), 'HistoryPage'),
});

export const historyRoutes = [historyRoute] as const;
