import { createRoute, createRouter } from '@tanstack/react-router';
import { accountRoutes } from './account/routes.tsx';
import { appRoute } from './app-route.tsx';
import { badgeRoutes } from './badges/routes.tsx';
import { connectionRoutes } from './connections/routes.tsx';
import { gapRoutes } from './gaps/routes.tsx';
import { historyRoutes } from './history/routes.tsx';
import { learnerRoutes } from './learners/routes.tsx';
import { maintenanceRoutes } from './maintenance/routes.tsx';
import { myBadgesRoutes } from './my-badges/routes.tsx';
import { overviewRoutes } from './overview/routes.tsx';
import { parkedRoutes } from './parked/routes.tsx';
import { peopleRoutes } from './people/routes.tsx';
import { rootRoute } from './root-route.tsx';
import { parseSearch, stringifySearch } from './search.ts';
import { settingsRoutes } from './settings/routes.tsx';
import { BrokenPage } from './shell/broken-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { signInDoneRoute, signInOnceRoute, signInPasswordRoute, signInRoute } from './sign-in/routes.tsx';
import { templateRoutes } from './templates/routes.tsx';
import { createTrailHistory } from './shared/way/trail.ts';

const elsewhereRoute = createRoute({ getParentRoute: () => appRoute, path: '$', component: NotFoundPage });

/** Every page of Laurel: each feature brings its routes along. */
const routeTree = rootRoute.addChildren([
  signInRoute,
  signInOnceRoute,
  signInPasswordRoute,
  signInDoneRoute,
  appRoute.addChildren([
    ...overviewRoutes,
    ...templateRoutes,
    ...learnerRoutes,
    ...badgeRoutes,
    ...connectionRoutes,
    ...parkedRoutes,
    ...gapRoutes,
    ...maintenanceRoutes,
    ...historyRoutes,
    ...peopleRoutes,
    ...settingsRoutes,
    ...accountRoutes,
    ...myBadgesRoutes,
    elsewhereRoute,
  ]),
]);

/** Leads from addresses to pages. */
export function createPagesRouter() {
  return createRouter({
    routeTree,
    history: createTrailHistory(),
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPagesRouter>;
  }
}
