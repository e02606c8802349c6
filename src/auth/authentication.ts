import type { PasswordHashing } from './password-hash.ts';
import type { KeyRoleName } from '../roles.ts';
import type { Actor } from '../store/operators/audit.ts';
import type { Transaction } from '../store/database/database.ts';
import type { By, NewPassword } from './people.ts';

export type { RoleName } from '../roles.ts';

/** Who sent a request. */
export interface Caller {
  readonly kind: 'user' | 'key';
  readonly id: string;
  readonly name: string;
  /** Null for API keys. */
  readonly email: string | null;
  /** Null: signed in, but an admin has not given a role yet. */
  readonly role: KeyRoleName | null;
  /** The learner that they are (LMS user id); null for API keys, and for those who never signed in with the LMS. */
  readonly lmsUserId: number | null;
  /** As the audit names them. */
  readonly actor: Actor;
  /** The session whose cookie told who it is: such requests must not come from other sites. Null for API keys. */
  readonly sessionId: string | null;
}

/** Values of Set-Cookie headers that an answer carries. */
export type Cookies = readonly string[];

/** Where a browser is sent, with what cookies. */
export interface Redirection {
  readonly location: string;
  readonly cookies: Cookies;
}

/** How signing in with a password ended. `refused` does not tell why: whoever guesses shall not learn it. */
export type PasswordSignIn =
  | { readonly kind: 'signed_in'; readonly userId: string; readonly cookies: Cookies }
  | { readonly kind: 'refused' }
  | { readonly kind: 'other_site' }
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number };

/** How changing one's own password ended. */
export type PasswordChange =
  /** With the names of the API keys that were revoked along. */
  | { readonly kind: 'changed'; readonly revokedKeys: readonly string[] }
  /** The current one is another. */
  | { readonly kind: 'wrong' }
  /** They have no password. */
  | { readonly kind: 'none' }
  | { readonly kind: 'too_many'; readonly retryAfterSeconds: number };

/** Why somebody did not get in, as the sign-in page is told by `?error=`. */
export const signInErrors = [
  /** They refused to tell Laurel who they are. */
  'lms_refused',
  /** The LMS did not answer, or gave no token. */
  'lms_unreachable',
  /** What the LMS said of them can't be believed, or lacks their id. */
  'lms_untrusted',
  /** Anything else that went wrong with the LMS. */
  'lms_failed',
  /** Another user has their e-mail address. */
  'email_taken',
  'disabled',
  /** The sign-in was begun too long ago, or in another browser. */
  'too_late',
] as const;
export type SignInError = (typeof signInErrors)[number];

/** Signing in with the LMS, in two steps of the browser. */
export interface LmsSignIn {
  /**
   * Sends the browser to the LMS.
   *
   * @param returnTo a path of this site
   */
  begin(returnTo: string): Promise<Redirection>;

  /** What the LMS sent the browser back with; leads to `returnTo`, or to the sign-in page with `?error=`. */
  finish(
    query: Readonly<Record<string, string>>,
    headers: Headers,
  ): Promise<Redirection & { readonly signedIn: boolean }>;
}

/** Signing in, as the API needs it. Every call fails with the database's error when that is away. */
export interface Authentication {
  /** How it hashes passwords, for whoever makes one. */
  readonly hashing: PasswordHashing;

  /** Who sent a request with these headers; null when nobody is signed in. */
  identify(headers: Headers): Promise<Caller | null>;

  /** @param address where the request came from, to count its attempts */
  signInWithPassword(
    credentials: { readonly email: string; readonly password: string },
    headers: Headers,
    address: string,
  ): Promise<PasswordSignIn>;

  /**
   * Changes the caller's own password, which ends all their sessions.
   *
   * @throws LaurelError PASSWORD_WEAK
   */
  changePassword(
    caller: Caller,
    change: { readonly current: string; readonly next: NewPassword },
    from: { readonly headers: Headers; readonly address: string; readonly by: By },
  ): Promise<PasswordChange>;

  /**
   * Ends the session of the cookie.
   *
   * @returns null when the request came from another site; `leadsTo` is where the LMS signs out too, for whoever signs
   *   in there
   */
  signOut(headers: Headers): Promise<{ readonly cookies: Cookies; readonly leadsTo: string | null } | null>;

  /**
   * Begins a session for somebody who has been recognized in another way, in place of the one that the request came with.
   *
   * @param headers of the request; left out: there is none
   * @returns null when they are disabled
   */
  startSession(userId: string, headers?: Headers): Promise<Cookies | null>;

  /**
   * Uses up a one-time link (`createSignInLink`).
   *
   * @returns null when it was used, is too old or never was
   */
  signInOnce(token: string, headers: Headers): Promise<Cookies | null>;

  /** Null when people can't sign in with the LMS. */
  readonly lmsSignIn: LmsSignIn | null;

  /** Makes an API key in a transaction. The key itself is in the answer and nowhere else. */
  createApiKey(
    transaction: Transaction,
    wanted: {
      readonly name: string;
      readonly role: KeyRoleName;
      /** Null: it does not expire. */
      readonly expiresInDays: number | null;
      /** The admin who makes it, and without whom it does not work. */
      readonly makerId: string;
    },
  ): Promise<{ readonly id: string; readonly key: string }>;
}
