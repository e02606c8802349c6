import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';

const maintenanceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'maintenance',
  staticData: { asks: 'operate' },
  component: lazyRouteComponent(() => import('./maintenance-page.tsx'), 'MaintenancePage'),
});

export const maintenanceRoutes = [maintenanceRoute] as const;
