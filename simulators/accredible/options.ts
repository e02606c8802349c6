import type { HostOptions } from '../base/host.ts';

/** One customer account with its keys, groups and designs. */
export interface AccountOptions {
  /** Names the account in the options and for control; default `main`. */
  readonly name?: string;
  readonly issuer?: { readonly id?: number; readonly name?: string; readonly url?: string; readonly email?: string };
  readonly keys: readonly (string | KeyOptions)[];
  readonly groups?: readonly GroupOptions[];
  readonly designs?: readonly DesignOptions[];
  /** Placeholders that `custom_attributes` may fill. */
  readonly attributeKeys?: readonly AttributeKeyOptions[];
  /** How many credentials may still be published; default unlimited (1,000,000,000). */
  readonly credits?: number;
  /** The dashboard's switch that keeps everything unpublished; default false. */
  readonly sandboxMode?: boolean;
}

export interface KeyOptions {
  readonly key: string;
  /** Limits the key to the objects of one department. */
  readonly department?: number;
}

export interface GroupOptions {
  /** Made from a series when absent. */
  readonly id?: number;
  /** Internal label. */
  readonly name: string;
  /** Title that people see; default the label. */
  readonly courseName?: string;
  readonly courseDescription?: string;
  readonly courseLink?: string | null;
  /** Null: the group has no badge design. Absent: one is made. */
  readonly badgeDesign?: number | null;
  readonly certificateDesign?: number | null;
  readonly department?: number;
  readonly allowDuplicates?: boolean;
  /** Credentials expire after so many years; 0, the default, is never. */
  readonly autoExpiryYears?: number;
  readonly private?: boolean;
  readonly metaData?: Readonly<Record<string, string>>;
}

export interface DesignOptions {
  readonly id: number;
  readonly name: string;
  readonly kind?: 'badge' | 'certificate';
  readonly department?: number;
}

export interface AttributeKeyOptions {
  readonly name: string;
  readonly kind?: 'text' | 'date' | 'email' | 'image';
}

/**
 * What the vendor's documents leave open. The default is what is most likely or, where nothing is known, what asks most
 * of a client.
 */
export interface AccredibleSwitches {
  /** `lenient` (default) also takes `Bearer KEY`; `strict` takes the documented `Token` forms only. */
  readonly auth: 'lenient' | 'strict';
  /** Body of a 401: the framework's plain text (default) or JSON. */
  readonly unauthorized: 'text' | 'json';
  /** Whether PATCH updates a credential, as PUT does; default `lenient`: it does. */
  readonly patch: 'lenient' | 'strict';
  /** `strict` refuses everything but YYYY-MM-DD and the old DD/MM/YYYY; default `lenient` drops what follows the day. */
  readonly dates: 'lenient' | 'strict';
  /** Simulated milliseconds until the v2 search sees a change; default 0. */
  readonly indexDelayMs: number;
  /** How a 422 tells its errors: by field (default), or as one text. */
  readonly errorForm: 'fields' | 'text';
  /** Member of a bulk result that tells the error; default `errors`. */
  readonly bulkErrorMember: 'errors' | 'error';
  /** Which id a created credential shows: Accredible's own (default), or the one that was sent. */
  readonly createdId: 'own' | 'supplied';
  /** What a second credential with the same supplied id meets; default `accept`. */
  readonly suppliedIdCollision: 'accept' | 'refuse';
  /** Custom attributes whose key does not exist; default `refuse`. */
  readonly unknownAttributes: 'refuse' | 'ignore';
  /** What `approve: false` in an update does; default `unpublish`. */
  readonly approveFalse: 'unpublish' | 'ignore';
  /** Whether `expired_on` of today counts as expired; default false. */
  readonly expiresToday: boolean;
  /** An `issued_on` after today; default `accept`. */
  readonly futureIssuedOn: 'accept' | 'refuse';
}

export const defaultSwitches: AccredibleSwitches = {
  auth: 'lenient',
  unauthorized: 'text',
  patch: 'lenient',
  dates: 'lenient',
  indexDelayMs: 0,
  errorForm: 'fields',
  bulkErrorMember: 'errors',
  createdId: 'own',
  suppliedIdCollision: 'accept',
  unknownAttributes: 'refuse',
  approveFalse: 'unpublish',
  expiresToday: false,
  futureIssuedOn: 'accept',
};

export interface AccredibleOptions extends HostOptions, Partial<AccredibleSwitches> {
  readonly accounts: readonly AccountOptions[];
}

/** What the vendor tells of its limits: 200 requests in 30 seconds, without Retry-After. */
export const documentedRateLimit = { requests: 200, seconds: 30 } as const;
