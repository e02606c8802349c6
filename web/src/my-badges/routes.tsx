import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';

const myBadgesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'my/badges',
  component: lazyRouteComponent(() => import('./my-badges-page.tsx'), 'MyBadgesPage'),
});

export const myBadgesRoutes = [myBadgesRoute] as const;
