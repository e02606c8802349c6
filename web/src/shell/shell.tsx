import { useQuery } from '@tanstack/react-query';
import { Navigate, useRouterState } from '@tanstack/react-router';
import { SessionProvider } from '../session/session-context.tsx';
import { sessionQuery } from '../session/session-query.ts';
import { FailedPage } from './failed-page.tsx';
import { Layout } from './layout.tsx';
import { LearnerLayout } from './learner-layout.tsx';
import { NoRolePage } from './no-role-page.tsx';
import { WaitingPage } from './waiting-page.tsx';

/**
 * What stands around every page for whoever is signed in. Closed by default: until it is known who is there, nothing of
 * the pages is shown; whoever is not signed in goes to the sign-in page and comes back here afterwards.
 */
export function Shell() {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const here = useRouterState({ select: ({ location }) => location.href });
  if (session === undefined)
    return error === null ? <WaitingPage /> : <FailedPage error={error} onRetry={() => void refetch()} />;
  // While the sign-in page is loaded the address is its own already, and is nowhere to come back to.
  if (session === null && here.startsWith('/sign-in')) return <WaitingPage />;
  if (session === null) return <Navigate to="/sign-in" search={here === '/' ? {} : { next: here }} replace />;
  const mayWork = session.actor.role !== null;
  if (!mayWork && session.learner === null) return <NoRolePage session={session} onLookAgain={() => void refetch()} />;
  // Who may do nothing else sees their own badges, whatever they came for.
  if (!mayWork && !here.startsWith('/my/')) return <Navigate to="/my/badges" replace />;
  return <SessionProvider session={session}>{mayWork ? <Layout /> : <LearnerLayout />}</SessionProvider>;
}
