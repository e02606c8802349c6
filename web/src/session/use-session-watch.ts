import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { signedInAgain, waitWhenSignedOut } from '../api/signed-out.ts';
import { onChangeInOtherTabs } from './other-tabs.ts';
import { sessionKey, sessionQuery } from './session-query.ts';

/**
 * Notices that the session is over, and that there is one again: by what requests are answered, by what other tabs tell, and
 * whenever somebody comes back to this tab.
 *
 * @param isOver whether nobody is signed in any more
 */
export function useSessionWatch(isOver: boolean): void {
  const client = useQueryClient();
  const look = useCallback(() => void client.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => {}), [client]);
  useEffect(() => waitWhenSignedOut(() => client.setQueryData(sessionKey, null)), [client]);
  useEffect(() => onChangeInOtherTabs(look), [look]);
  useEffect(() => {
    if (!isOver) {
      signedInAgain();
      return undefined;
    }
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [isOver, look]);
}
