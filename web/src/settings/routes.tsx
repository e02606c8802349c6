import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchText } from '../search.ts';
import { sources } from './setting-filters.ts';
import type { SettingFilters } from './setting-filters.ts';

const settingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'settings',
  staticData: { asks: 'administer' },
  validateSearch: (search: Record<string, unknown>): SettingFilters => ({
    search: searchText(search, 'search'),
    source: searchChoice(search, 'source', sources),
  }),
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
});

export const settingsRoutes = [settingsRoute] as const;
