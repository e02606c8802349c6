import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice } from '../search.ts';
import { providers } from './providers.ts';
import type { Provider } from './providers.ts';

const listRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'connections',
  component: lazyRouteComponent(() => import('./list/connections-page.tsx'), 'ConnectionsPage'),
});

const newRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'connections/new',
  staticData: { asks: 'administer' },
  validateSearch: (search: Record<string, unknown>): { provider?: Provider | undefined } => ({
    provider: searchChoice(search, 'provider', providers),
  }),
  component: lazyRouteComponent(() => import('./new/new-connection-page.tsx'), 'NewConnectionPage'),
});

const newIssuerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'connections/issuers/new',
  staticData: { asks: 'administer' },
  component: lazyRouteComponent(() => import('./issuers/new/new-issuer-page.tsx'), 'NewIssuerPage'),
});

const issuerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'connections/issuers/$issuer',
  component: lazyRouteComponent(() => import('./issuers/one/issuer-page.tsx'), 'IssuerPage'),
});

const oneRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'connections/$origin/$account',
  component: lazyRouteComponent(() => import('./one/connection-page.tsx'), 'ConnectionPage'),
});

const syncRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'connections/$origin/$account/syncs/$sync',
  component: lazyRouteComponent(() => import('./sync/sync-page.tsx'), 'SyncPage'),
});

export const connectionRoutes = [listRoute, newRoute, newIssuerRoute, issuerRoute, oneRoute, syncRoute] as const;
