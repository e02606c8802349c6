import { useRouter } from '@tanstack/react-router';
import type { ToOptions } from '@tanstack/react-router';
import { pathOf, wayBack } from './trail.ts';

/**
 * Leaves a page that is done, or about something that is no more: back to where somebody came from, with its filters, when
 * that is where to go on; else there in place of this page, so that the browser's Back never leads to it again.
 */
export function useLeave(): (to: ToOptions) => Promise<void> {
  const router = useRouter();
  return async (to) => {
    const way = wayBack(router.history.location);
    if (way === null || pathOf(way.place.href) !== router.buildLocation(to).pathname) {
      await router.navigate({ ...to, replace: true });
      return;
    }
    await new Promise<void>((resolve) => {
      const stop = router.subscribe('onResolved', () => {
        stop();
        resolve();
      });
      router.history.go(-way.steps);
    });
  };
}
