import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { sharedText } from './shared-text.ts';

interface DataStateProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: Data) => ReactNode;
  /** In the meantime; without one, some grey bars. */
  readonly skeleton?: ReactNode;
}

/** What depends on data: bars while it loads, the error with a way to try again, or the thing itself. */
export function DataState<Data>({ query: { data, error, refetch }, children, skeleton }: DataStateProps<Data>) {
  const say = useText();
  if (data !== undefined) return children(data);
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <div role="status">
      <VisuallyHidden>{say(sharedText.loading)}</VisuallyHidden>
      {skeleton ?? (
        <Stack gap="sm" aria-hidden>
          {['100%', '92%', '96%', '70%'].map((width) => (
            <Skeleton key={width} height={22} width={width} />
          ))}
        </Stack>
      )}
    </div>
  );
}
