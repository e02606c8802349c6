import { queryOptions } from '@tanstack/react-query';
import type { Session, SignInMethods } from '../../../src/api/schemas/people.ts';
import { ApiError } from '../api/api-error.ts';
import { get } from '../api/client.ts';

/** By this key the session is found in the cache; null in it: nobody is signed in. */
export const sessionKey = ['session'] as const;

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await get<Session>('/api/v1/session', { signal, evenAsNobody: true });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const signInMethodsQuery = queryOptions({
  queryKey: ['sign-in-methods'],
  queryFn: ({ signal }) => get<SignInMethods>('/api/v1/sign-in-methods', { signal }),
});
