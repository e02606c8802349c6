import { createRootRoute, Outlet } from '@tanstack/react-router';

/** The root of all pages; those for whoever is signed in are below app-route.tsx. */
export const rootRoute = createRootRoute({ component: Outlet });
