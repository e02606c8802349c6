import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { notifyFailure } from '../shared/notify.ts';
import { ask } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { sessionKey } from './session-query.ts';

/** Ends the session. Nothing that was loaded stays behind for the next person at this machine. */
export function useSignOut() {
  const client = useQueryClient();
  const router = useRouter();
  const say = useText();
  return useMutation({
    mutationFn: () => ask<unknown>('/api/auth/sign-out', {}),
    onSuccess: async () => {
      await router.navigate({ to: '/sign-in' });
      client.clear();
      client.setQueryData(sessionKey, null);
    },
    onError: (error) => notifyFailure(say, error),
  });
}
