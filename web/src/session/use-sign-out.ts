import { useMutation } from '@tanstack/react-query';
import type { SignedOut } from '../../../src/api/schemas/people.ts';
import { ask } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { notifyFailure } from '../shared/notify.ts';

/**
 * Ends the session, and the LMS's too where one signed in with that. The browser loads the next page afresh, so that nothing
 * stays behind for the next person at this machine.
 */
export function useSignOut() {
  const say = useText();
  return useMutation({
    mutationFn: () => ask<SignedOut>('/api/auth/sign-out', {}),
    onSuccess: ({ leadsTo }) => location.assign(leadsTo ?? '/sign-in'),
    onError: (error) => notifyFailure(say, error),
  });
}
