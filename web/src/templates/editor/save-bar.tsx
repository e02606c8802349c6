import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error.ts';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import classes from './editor.module.css';

interface SaveBarProps {
  /** Why it was not saved. */
  readonly error: ApiError | null;
  readonly children: ReactNode;
}

/**
 * The bar with the button that saves, always in sight, and beside it why saving did not work. A field that gets the focus is
 * scrolled clear of it, however high it is.
 */
export function SaveBar({ error, children }: SaveBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = bar.current;
    if (element === null) return undefined;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() =>
      style.setProperty('--laurel-bottom-bar', `${element.getBoundingClientRect().height}px`),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--laurel-bottom-bar');
    };
  }, []);
  return (
    <div ref={bar} className={classes.saveBar}>
      {error && (
        <div className={classes.saveError}>
          <ProblemAlert error={error} />
        </div>
      )}
      {children}
    </div>
  );
}
