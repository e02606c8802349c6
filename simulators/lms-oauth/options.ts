import type { HostOptions } from '../base/host.ts';

/** An OAuth application of the LMS (django-oauth-toolkit), as its admin registers it. */
export interface ClientOptions {
  readonly id: string;
  readonly secret: string;
  /** Compared letter by letter. */
  readonly redirectUris: readonly string[];
  /** What it may ask for; `user_id` is not among the LMS's defaults, and must be allowed by an admin. */
  readonly scopes?: readonly string[];
}

/** Somebody with an account in the LMS. */
export interface PersonOptions {
  /** The same number as `UserData.id` in events. */
  readonly userId: number;
  readonly username: string;
  readonly email: string;
  /** Claim `email_verified`; default true, null leaves it out as old sites do. */
  readonly emailVerified?: boolean | null;
  readonly name: string;
  readonly staff?: boolean;
  readonly superuser?: boolean;
}

/** What can be wrong with the tokens that are made. */
export const tokenFaults = [
  'wrong_issuer',
  'wrong_audience',
  'expired',
  'wrong_key',
  'alg_none',
  'missing_user_id',
  'missing_email',
  'not_a_jwt',
] as const;
export type TokenFault = (typeof tokenFaults)[number];

export interface LmsOauthSwitches {
  /** RS512 with the LMS's own key (default), or HS256 with the shared secret, as on old sites. */
  readonly algorithm: 'RS512' | 'HS256';
  /** The secret of HS256 signatures, JWT_SECRET_KEY. */
  readonly sharedSecret: string;
  /** JWT_AUDIENCE. */
  readonly audience: string;
  /** JWT_ISSUER; null: the simulator's address with `/oauth2`. */
  readonly issuer: string | null;
  /** Whether tokens name their key (`kid`); the LMS's do when its key has one. */
  readonly namesKey: boolean;
  readonly lifetimeSeconds: number;
  /**
   * What is done with a PKCE challenge: `checked` (default; django-oauth-toolkit does where there is one), `required`, or
   * `ignored` as before there was PKCE.
   */
  readonly pkce: 'checked' | 'required' | 'ignored';
  /** Username of somebody who is signed in to the LMS and has allowed the application; null: a page asks. */
  readonly autoApprove: string | null;
  readonly tokenFault: TokenFault | null;
}

export const defaultSwitches: LmsOauthSwitches = {
  algorithm: 'RS512',
  sharedSecret: 'a shared secret of the simulated LMS',
  audience: 'openedx',
  issuer: null,
  namesKey: true,
  lifetimeSeconds: 3600,
  pkce: 'checked',
  autoApprove: null,
  tokenFault: null,
};

export interface LmsOauthOptions extends Omit<HostOptions, 'persistTo'>, Partial<LmsOauthSwitches> {
  readonly clients: readonly ClientOptions[];
  readonly people: readonly PersonOptions[];
}
