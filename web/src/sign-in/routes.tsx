import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root-route.tsx';
import { searchText } from '../search.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Where a one-time link leads; its token stands behind the #. */
export const signInOnceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in/once',
  component: lazyRouteComponent(() => import('./once-page.tsx'), 'OncePage'),
});

/** Where an invitation and a link to set a new password lead; the token stands behind the #. */
export const signInPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in/password',
  component: lazyRouteComponent(() => import('./password-page.tsx'), 'PasswordPage'),
});

/** Where signing in again in a tab of its own ends. */
export const signInDoneRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in/done',
  component: lazyRouteComponent(() => import('./done-page.tsx'), 'DonePage'),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  // Where to go afterwards; and why it did not work, when the LMS has led here.
  validateSearch: (search: Record<string, unknown>): { next?: string | undefined; error?: string | undefined } => ({
    next: searchText(search, 'next'),
    error: searchText(search, 'error'),
  }),
  // Not by itself: it is the first page of almost everybody, and one file is sent sooner than some.
  component: SignInPage,
});
