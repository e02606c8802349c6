import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Session } from '../../../src/api/schemas/people.ts';
import { wantServerWords } from '../i18n/server-words.ts';
import { SessionProvider } from '../session/session-context.tsx';
import { sessionQuery } from '../session/session-query.ts';
import { SignInAgain } from '../session/sign-in-again.tsx';
import { useSessionWatch } from '../session/use-session-watch.ts';
import { leaveFreely } from '../shared/drafts/unsaved.ts';
import { Layout } from './layout.tsx';
import { LearnerLayout } from './learner-layout.tsx';
import { NoRolePage } from './no-role-page.tsx';
import { UnknownPage } from './unknown-page.tsx';
import { WaitingPage } from './waiting-page.tsx';

/**
 * What stands around every page for whoever is signed in. Closed by default: until it is known who is there, nothing of
 * the pages is shown; whoever is not signed in goes to the sign-in page and comes back here afterwards. Whose session ends
 * while a page is open signs in again over that page, which stays as it is.
 */
export function Shell() {
  const query = useQuery(sessionQuery);
  const { data: now, refetch } = query;
  const here = useRouterState({ select: ({ location }) => location.href });
  const [session, setSession] = useState<Session | null>(now ?? null);
  if (now && now !== session) setSession(now);
  const first = useFirstPerson(session);
  useEffect(wantServerWords, []);
  const isOver = now === null && session !== null;
  useSessionWatch(isOver);
  if (session === null) {
    if (now === undefined) return <UnknownPage query={query} />;
    // While the sign-in page is loaded the address is its own already, and is nowhere to come back to.
    if (here.startsWith('/sign-in')) return <WaitingPage />;
    return <Navigate to="/sign-in" search={here === '/' ? {} : { next: here }} replace />;
  }
  if (first !== null && first !== session.actor.id) return <WaitingPage />;
  return (
    <>
      <Pages session={session} here={here} onLookAgain={() => void refetch()} />
      <Notifications position="bottom-right" />
      <SignInAgain opened={isOver} session={session} />
    </>
  );
}

/**
 * Whose page this is. When somebody else signs in, here or in another tab, the page is loaded afresh: nothing of the one is
 * shown to the other, or done in their name.
 */
function useFirstPerson(session: Session | null): string | null {
  const [first, setFirst] = useState<string | null>(null);
  const id = session?.actor.id ?? null;
  if (first === null && id !== null) setFirst(id);
  const isOther = first !== null && id !== null && first !== id;
  useEffect(() => {
    if (!isOther) return;
    leaveFreely();
    location.reload();
  }, [isOther]);
  return first;
}

interface PagesProps {
  readonly session: Session;
  readonly here: string;
  readonly onLookAgain: () => void;
}

/** The pages that the person may see. */
function Pages({ session, here, onLookAgain }: PagesProps) {
  const mayWork = session.actor.role !== null;
  if (!mayWork && session.learner === null) return <NoRolePage session={session} onLookAgain={onLookAgain} />;
  // Who may do nothing else sees their own badges, whatever they came for.
  if (!mayWork && !here.startsWith('/my/')) return <Navigate to="/my/badges" replace />;
  return <SessionProvider session={session}>{mayWork ? <Layout /> : <LearnerLayout />}</SessionProvider>;
}
