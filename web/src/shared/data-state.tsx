import { Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { unanswered } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { rescueFocus } from './rescue-focus.ts';
import { sharedText } from './shared-text.ts';
import { usePatience } from './use-patience.ts';

interface DataStateProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: Data) => ReactNode;
  /** In the meantime; without one, some grey bars. */
  readonly skeleton?: ReactNode;
  /** Of an error. */
  readonly headingOrder?: TitleOrder;
}

/**
 * What depends on data: bars while it loads, which say so when it takes long and end in an error, the error with a way to try
 * again, or the thing itself.
 */
export function DataState<Data>({ query, children, skeleton, headingOrder }: DataStateProps<Data>) {
  const { data, error, refetch } = query;
  // What is tried again stays in sight until it is known how that ends, and keeps the focus.
  const [tried, setTried] = useState<ApiError | null>(null);
  const wasTried = useRef(false);
  const waits = data === undefined && error === null && tried === null;
  const patience = usePatience(waits);
  const failed = error ?? tried ?? (waits && patience === 'over' ? unanswered() : null);
  const isThere = data !== undefined;
  useEffect(() => {
    if (isThere && wasTried.current) rescueFocus();
    if (isThere) wasTried.current = false;
  }, [isThere]);
  if (data !== undefined) return children(data);
  if (failed === null) return <Waiting skeleton={skeleton} isSlow={patience === 'slow'} />;
  const retry = (): void => {
    wasTried.current = true;
    setTried(failed);
    void refetch().finally(() => setTried(null));
  };
  return (
    <ProblemAlert
      error={failed}
      onRetry={retry}
      retrying={tried !== null}
      {...(headingOrder !== undefined && { headingOrder })}
    />
  );
}

function Waiting({ skeleton, isSlow }: { readonly skeleton: ReactNode; readonly isSlow: boolean }) {
  const say = useText();
  return (
    <div role="status">
      {isSlow ? (
        <Text size="sm" mb="sm">
          {say(sharedText.stillWaiting)}
        </Text>
      ) : (
        <VisuallyHidden>{say(sharedText.loading)}</VisuallyHidden>
      )}
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
