import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchDay, searchText } from '../search.ts';
import { actions, kindsIn, targetTypes, views } from './history-filters.ts';
import type { HistoryFilters } from './history-filters.ts';

const historyRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'history',
  validateSearch: (search: Record<string, unknown>): HistoryFilters => ({
    view: searchChoice(search, 'view', views),
    learner: searchText(search, 'learner'),
    template: searchText(search, 'template'),
    kind: kindsIn(searchText(search, 'kind')).join(',') || undefined,
    from: searchDay(search, 'from'),
    until: searchDay(search, 'until'),
    actor: searchText(search, 'actor'),
    action: searchChoice(search, 'action', actions),
    targetType: searchChoice(search, 'targetType', targetTypes),
    target: searchText(search, 'target'),
  }),
  component: lazyRouteComponent(() => import('./history-page.tsx'), 'HistoryPage'),
});

export const historyRoutes = [historyRoute] as const;
