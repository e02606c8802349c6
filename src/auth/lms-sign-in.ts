import type { Database } from '../store/database/database.ts';
import type { AuthDatabase } from './auth-database.ts';
import type { Redirection, SignInError } from './authentication.ts';
import type { BetterAuth } from './better-auth.ts';
import { endSessionOf } from './former-session.ts';
import { lmsProvider } from './lms.ts';
import type { Lms } from './lms.ts';

interface LmsSignInParts {
  readonly auth: BetterAuth;
  readonly database: Database;
  readonly authDatabase: AuthDatabase;
  /** Where better-auth thinks it is reached. */
  readonly baseUrl: string;
}

/** Sends a browser to the LMS; the cookie binds what comes back to this browser. */
export async function beginLmsSignIn({ auth, authDatabase }: LmsSignInParts, returnTo: string): Promise<Redirection> {
  const { headers, response } = await authDatabase.during(() =>
    auth.api.signInSocial({
      body: { provider: lmsProvider, callbackURL: returnTo, errorCallbackURL: '/sign-in' },
      returnHeaders: true,
    }),
  );
  if (response.url === undefined) throw new Error('better-auth does not say where to sign in');
  return { location: response.url, cookies: headers.getSetCookie() };
}

/** Takes what the LMS sent the browser back with. */
export async function finishLmsSignIn(
  parts: LmsSignInParts,
  lms: Lms,
  query: Readonly<Record<string, string>>,
  headers: Headers,
): Promise<Redirection & { readonly signedIn: boolean }> {
  const { auth, authDatabase, baseUrl } = parts;
  const address = `${baseUrl}/api/auth/callback/${lmsProvider}?${new URLSearchParams(query).toString()}`;
  const request = new Request(address, {
    headers: { cookie: headers.get('cookie') ?? '', 'user-agent': headers.get('user-agent') ?? '' },
  });
  const { result, refusal } = await lms.attempt(() => authDatabase.during(() => auth.handler(request)));
  const location = result.headers.get('location');
  if (result.status !== 302 || location === null) throw new Error(`better-auth answered ${result.status}`);
  const cookies = result.headers.getSetCookie();
  const signedIn = cookies.some((cookie) => /\bsession_token=[^;]/.test(cookie));
  if (signedIn) {
    await endSessionOf(parts, headers);
    return { location, cookies, signedIn };
  }
  const error = refusal ?? toError(new URL(location, baseUrl).searchParams.get('error') ?? '');
  return { location: `/sign-in?error=${error}`, cookies, signedIn };
}

/** better-auth's words for what can go wrong on the way, as few as matter to people. */
function toError(error: string): SignInError {
  if (error === 'access_denied') return 'lms_refused';
  return /^state|^please_restart/.test(error) ? 'too_late' : 'lms_failed';
}
