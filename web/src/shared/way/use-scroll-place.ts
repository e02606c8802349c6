import { useElementScrollRestoration, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** What somebody does who looks for another place: then the page stays where they put it. */
const moves = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Brings a page that somebody comes back to to where they left it, however late its data comes: the router does so only once,
 * when the page is as high as its skeleton.
 */
export function useScrollPlace(): void {
  const router = useRouter();
  const left = useElementScrollRestoration({ getElement: () => window });
  const place = useRef(left);
  useEffect(() => {
    const { __TSR_key: entry = '' } = router.history.location.state;
    const top = place.current?.scrollY ?? 0;
    if (top === 0 || settled.entry === entry) return;
    const stop = (): void => {
      settled.entry = entry;
      growth.disconnect();
      for (const move of moves) window.removeEventListener(move, stop);
    };
    const growth = new ResizeObserver(() => {
      window.scrollTo({ top, behavior: 'instant' });
      if (Math.abs(window.scrollY - top) < 2) stop();
    });
    for (const move of moves) window.addEventListener(move, stop, { passive: true });
    growth.observe(document.body);
    return () => {
      growth.disconnect();
      for (const move of moves) window.removeEventListener(move, stop);
    };
  }, [router]);
}

/** The entry of the history whose page stands again where it was left, or was moved since. */
const settled = { entry: '' };
