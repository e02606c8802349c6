import type { Database } from '../store/database/database.ts';
import { findPasswordHash, renewPasswordHash } from '../store/people/users.ts';
import { forgiveAttempts, waitBeforeAttempt } from './attempts.ts';
import type { AuthDatabase } from './auth-database.ts';
import type { Cookies, PasswordSignIn } from './authentication.ts';
import type { BetterAuth } from './better-auth.ts';
import type { DeviceCookies } from './device-cookie.ts';
import { endSessionOf } from './former-session.ts';
import type { PasswordHashing } from './password-hash.ts';

interface PasswordParts {
  readonly auth: BetterAuth;
  readonly database: Database;
  readonly authDatabase: AuthDatabase;
  /** Where better-auth thinks it is reached. */
  readonly baseUrl: string;
  readonly devices: DeviceCookies;
  readonly hashing: PasswordHashing;
}

/** So long to wait while too many passwords are being compared. */
export const busySeconds = 10;

/**
 * Signs somebody in with a password. better-auth compares it, hashes for unknown users too, so that both take as long,
 * and refuses what other sites' pages send.
 */
export async function signInWithPassword(
  parts: PasswordParts,
  { email, password }: { readonly email: string; readonly password: string },
  headers: Headers,
  address: string,
): Promise<PasswordSignIn> {
  const account = email.toLowerCase();
  const attempt = { address, account, device: parts.devices.deviceOf(headers.get('cookie'), account) };
  if (parts.hashing.isBusy()) return { kind: 'too_many', retryAfterSeconds: busySeconds };
  const retryAfterSeconds = await waitBeforeAttempt(parts.database, attempt);
  if (retryAfterSeconds !== null) return { kind: 'too_many', retryAfterSeconds };
  const answer = await post(parts, '/sign-in/email', headers, { email, password });
  if (isOtherSite(answer)) return { kind: 'other_site' };
  if (answer.status === 401 || answer.status === 400) return { kind: 'refused' };
  requireOk(answer);
  await forgiveAttempts(parts.database, attempt);
  const userId = userIdOf(answer.body);
  await renewHash(parts, userId, password);
  await endSessionOf(parts, headers);
  return { kind: 'signed_in', userId, cookies: [...answer.cookies, parts.devices.issue(account)] };
}

/** A hash of former times is made anew while the password is at hand. */
async function renewHash({ database, hashing }: PasswordParts, userId: string, password: string): Promise<void> {
  const hash = await findPasswordHash(database, userId);
  if (hash === null || !hashing.isOutdated(hash)) return;
  await renewPasswordHash(database, userId, { from: hash, to: await hashing.hash(password) });
}

/** Ends the session of the cookie; nothing happens without one. */
export async function signOut(
  parts: PasswordParts,
  headers: Headers,
): Promise<{ readonly cookies: Cookies; readonly leadsTo: string | null } | null> {
  const answer = await post(parts, '/sign-out', headers, {});
  if (isOtherSite(answer)) return null;
  requireOk(answer);
  const { url } = answer.body as { readonly url?: unknown };
  return { cookies: answer.cookies, leadsTo: typeof url === 'string' ? url : null };
}

interface AuthAnswer {
  readonly status: number;
  readonly cookies: Cookies;
  readonly body: unknown;
}

/** What better-auth's checks look at; nothing else of a request reaches it. */
const passedOn = [
  'cookie',
  'user-agent',
  'origin',
  'referer',
  'host',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
];

/** Calls better-auth as a browser would, so that all of its checks are made. */
async function post(
  { auth, authDatabase, baseUrl }: PasswordParts,
  path: string,
  headers: Headers,
  body: object,
): Promise<AuthAnswer> {
  const kept = new Headers({ 'content-type': 'application/json' });
  for (const name of passedOn) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  const request = new Request(`${baseUrl}/api/auth${path}`, {
    method: 'POST',
    headers: kept,
    body: JSON.stringify(body),
  });
  const response = await authDatabase.during(() => auth.handler(request));
  const text = await response.text();
  return {
    status: response.status,
    cookies: response.headers.getSetCookie(),
    body: text === '' ? {} : (JSON.parse(text) as unknown),
  };
}

/** better-auth forbids nothing else here. */
function isOtherSite({ status }: AuthAnswer): boolean {
  return status === 403;
}

function requireOk({ status, body }: AuthAnswer): void {
  if (status !== 200) throw new Error(`better-auth answered ${status} ${(body as { code?: string }).code ?? ''}`);
}

function userIdOf(body: unknown): string {
  return (body as { readonly user: { readonly id: string } }).user.id;
}
