import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sessionKey } from '../session/session-query.ts';
import { ApiError } from './api-error.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError;
  }
}

/** The cache of what the API answered. Whoever turns out not to be signed in any more is sent to the sign-in page. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: forgetSession }),
    mutationCache: new MutationCache({ onError: forgetSession }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.passes,
      },
    },
  });
  return client;

  function forgetSession(error: unknown): void {
    // The shell sees that nobody is signed in and shows the sign-in page, which leads back here.
    if (error instanceof ApiError && error.status === 401) client.setQueryData(sessionKey, null);
  }
}
