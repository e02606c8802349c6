import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app-route.tsx';
import { searchChoice, searchText } from '../search.ts';
import { conditionKinds } from './conditions/condition-filters.ts';
import type { ConditionFilters } from './conditions/condition-filters.ts';
import type { TemplateFilters } from './template-filters.ts';
import { origins } from '../shared/origins.ts';
import { providerStates, sorts, states } from './template-filters.ts';

const listRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'templates',
  validateSearch: (search: Record<string, unknown>): TemplateFilters => ({
    search: searchText(search, 'search'),
    origin: searchChoice(search, 'origin', origins),
    account: searchText(search, 'account'),
    issuer: searchText(search, 'issuer'),
    state: searchChoice(search, 'state', states),
    providerState: searchChoice(search, 'providerState', providerStates),
    sort: searchChoice(search, 'sort', sorts),
  }),
  component: lazyRouteComponent(() => import('./list/template-list-page.tsx'), 'TemplateListPage'),
});

const newRoute = createRoute({
  getParentRoute: () => appRoute,
  // No id of a template begins with an underscore.
  path: 'templates/_new',
  staticData: { asks: 'design' },
  // The template that the new one begins as a copy of.
  validateSearch: (search: Record<string, unknown>): { from?: string | undefined } => ({
    from: searchText(search, 'from'),
  }),
  component: lazyRouteComponent(() => import('./editor/new-template-page.tsx'), 'NewTemplatePage'),
});

const oneRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'templates/$template',
  component: lazyRouteComponent(() => import('./detail/template-page.tsx'), 'TemplatePage'),
});

const inProgressRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'templates/$template/in-progress',
  component: lazyRouteComponent(() => import('./in-progress/in-progress-page.tsx'), 'InProgressPage'),
});

const editRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'templates/$template/edit',
  staticData: { asks: 'design' },
  component: lazyRouteComponent(() => import('./editor/edit-template-page.tsx'), 'EditTemplatePage'),
});

const conditionsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'conditions',
  validateSearch: (search: Record<string, unknown>): ConditionFilters => ({
    course: searchText(search, 'course'),
    event: searchText(search, 'event'),
    kind: searchChoice(search, 'kind', conditionKinds),
  }),
  component: lazyRouteComponent(() => import('./conditions/conditions-page.tsx'), 'ConditionsPage'),
});

export const templateRoutes = [conditionsRoute, listRoute, newRoute, oneRoute, inProgressRoute, editRoute] as const;
