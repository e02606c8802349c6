import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SignedOut } from '../../../src/api/schemas/people.ts';
import { ask } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { hasUnsaved, leaveFreely } from '../shared/drafts/unsaved.ts';
import { notifyFailure } from '../shared/notify.ts';
import { tellOtherTabs } from './other-tabs.ts';
import { sessionText } from './session-text.ts';

interface SigningOut {
  /** Signs out; asks first when something on the page is not saved. */
  readonly signOut: () => void;
  readonly busy: boolean;
  /** The question; to be drawn beside the button. */
  readonly question: ReactNode;
}

/**
 * Ends the session, and the LMS's too where one signed in with that. The browser loads the next page afresh, so that nothing
 * stays behind for the next person at this machine but drafts.
 */
export function useSignOut(): SigningOut {
  const say = useText();
  const [asking, setAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: () => ask<SignedOut>('/api/auth/sign-out', {}),
    onSuccess: ({ leadsTo }) => {
      tellOtherTabs();
      leaveFreely();
      location.assign(leadsTo ?? '/sign-in');
    },
    onError: (error) => {
      setAsking(false);
      notifyFailure(say, error);
    },
  });
  return {
    signOut: () => (hasUnsaved() ? setAsking(true) : mutate()),
    busy: isPending,
    question: (
      <ConfirmDialog
        opened={asking}
        title={say(sessionText.signOutTitle)}
        confirm={say(sessionText.signOut)}
        busy={isPending}
        onConfirm={mutate}
        onClose={() => setAsking(false)}
      >
        {say(sessionText.signOutHelp)}
      </ConfirmDialog>
    ),
  };
}
