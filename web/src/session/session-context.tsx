import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import type { Permission, Session } from '../../../src/api/schemas/people.ts';

const Context = createContext<Session | null>(null);

/** Tells the pages below who is signed in. */
export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <Context value={session}>{children}</Context>;
}

/** Who is signed in. Only for what is shown inside the shell, which waits until that is known. */
export function useSession(): Session {
  const session = use(Context);
  if (session === null) throw new Error('useSession is for pages inside the shell');
  return session;
}

/** Whether the person may do this. What they may not do is not offered; the API refuses it in any case. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}
