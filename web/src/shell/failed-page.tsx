import type { ApiError } from '../api/api-error.ts';
import { ProblemAlert } from '../shared/problem-alert.tsx';
import classes from './shell.module.css';

/** When not even the session can be read. */
export function FailedPage({ error, onRetry }: { readonly error: ApiError; readonly onRetry: () => void }) {
  return (
    <main className={classes.middle}>
      <ProblemAlert error={error} onRetry={onRetry} headingOrder={1} />
    </main>
  );
}
