import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchText } from '../search.ts';

const listRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'learners',
  validateSearch: (search: Record<string, unknown>): { search?: string | undefined } => ({
    search: searchText(search, 'search'),
  }),
  component: lazyRouteComponent(() => import('./list/learner-list-page.tsx'), 'LearnerListPage'),
});

const learnerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'learners/$learner',
  component: lazyRouteComponent(() => import('./one/learner-page.tsx'), 'LearnerPage'),
});

const standingRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'learners/$learner/templates/$template',
  component: lazyRouteComponent(() => import('./standing/standing-page.tsx'), 'StandingPage'),
});

export const learnerRoutes = [listRoute, learnerRoute, standingRoute] as const;
