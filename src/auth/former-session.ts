import type { Database } from '../store/database/database.ts';
import { endSession } from '../store/people/sessions.ts';
import type { AuthDatabase } from './auth-database.ts';
import type { BetterAuth } from './better-auth.ts';

interface SessionParts {
  readonly auth: BetterAuth;
  readonly database: Database;
  readonly authDatabase: AuthDatabase;
}

/**
 * Ends the session of a request's cookie: a new one has begun in that browser, which forgets the cookie, and nobody else should
 * go on with it.
 */
export async function endSessionOf({ auth, database, authDatabase }: SessionParts, headers: Headers): Promise<void> {
  if (!headers.has('cookie')) return;
  const former = await authDatabase.during(() => auth.api.getSession({ headers, query: { disableRefresh: true } }));
  if (former !== null) await endSession(database, former.user.id, former.session.id);
}
