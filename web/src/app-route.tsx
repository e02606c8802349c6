import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Permission } from '../../src/api/schemas/people.ts';
import { rootRoute } from './root-route.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the page asks of whoever opens it; left out: to see things (`read`). */
    readonly asks?: Permission;
  }
}

/** Pages below this one are for whoever is signed in; they stand inside the shell. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  notFoundComponent: NotFoundPage,
});
