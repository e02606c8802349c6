import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { appRoute } from './app-route.tsx';
import { parkedRoutes } from './parked/routes.tsx';
import { rootRoute } from './root-route.tsx';
import { parseSearch, stringifySearch } from './search.ts';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { signInRoute } from './sign-in/routes.tsx';
import { templateRoutes } from './templates/routes.tsx';

const startRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => redirect({ to: '/templates', replace: true, throw: true }),
});

const elsewhereRoute = createRoute({ getParentRoute: () => appRoute, path: '$', component: NotFoundPage });

/** Every page of Laurel: each feature brings its routes along. */
const routeTree = rootRoute.addChildren([
  signInRoute,
  appRoute.addChildren([startRoute, ...templateRoutes, ...parkedRoutes, elsewhereRoute]),
]);

/** Leads from addresses to pages. */
export function createPagesRouter() {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPagesRouter>;
  }
}
