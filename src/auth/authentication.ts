import type { Actor } from '../store/audit.ts';

/** What somebody may do in Laurel; permissions.ts of src/api says what each of them means. */
export type RoleName = 'viewer' | 'designer' | 'operator' | 'admin';

/** Who sent a request. */
export interface Caller {
  readonly kind: 'user' | 'key';
  readonly id: string;
  readonly name: string;
  /** Null for API keys. */
  readonly email: string | null;
  /** Null: signed in, but an admin has not given a role yet. */
  readonly role: RoleName | null;
  /** As the audit names them. */
  readonly actor: Actor;
  /** True when a browser's cookie told who it is: such requests must not come from other sites. */
  readonly byCookie: boolean;
}

/** The part of signing in that the API needs of every request. */
export interface Authentication {
  /** Who sent a request with these headers; null when nobody is signed in. */
  identify(headers: Headers): Promise<Caller | null>;
}
