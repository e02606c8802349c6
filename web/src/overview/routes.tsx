import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice } from '../search.ts';
import { spans } from './spans.ts';
import type { Span } from './spans.ts';

const overviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { span?: Span | undefined } => ({
    span: searchChoice(search, 'span', spans),
  }),
  component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
});

export const overviewRoutes = [overviewRoute] as const;
