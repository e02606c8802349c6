import type { Fields } from '../base/values.ts';

/** The rows that the simulator keeps; ids are Accredible's numbers as text. Days are `YYYY-MM-DD`. */

export interface Account {
  /** The name of the account in the options. */
  readonly id: string;
  readonly issuer: { readonly id: number; readonly name: string; readonly url: string; readonly email: string };
  readonly credits: number;
  readonly sandboxMode: boolean;
}

export interface Key {
  readonly id: string;
  readonly accountId: string;
  /** Null: the whole account. */
  readonly departmentId: number | null;
}

export interface Design {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly kind: 'badge' | 'certificate';
  readonly departmentId: number;
}

export interface Group {
  readonly id: string;
  readonly accountId: string;
  readonly departmentId: number;
  readonly name: string;
  readonly courseName: string;
  readonly courseDescription: string;
  readonly courseLink: string | null;
  readonly badgeDesignId: number | null;
  readonly certificateDesignId: number | null;
  readonly allowDuplicates: boolean;
  readonly autoExpiryYears: number;
  readonly private: boolean;
  readonly metaData: Fields | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface AttributeKey {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly kind: string;
}

export interface Credential {
  readonly id: string;
  readonly accountId: string;
  readonly groupId: string;
  readonly uuid: string;
  readonly encodedId: string;
  /** The id that the issuer supplied. */
  readonly licenseId: string | null;
  readonly name: string;
  readonly description: string;
  /** Published. */
  readonly approve: boolean;
  readonly publishedOn: string | null;
  readonly complete: boolean;
  readonly private: boolean;
  readonly issuedOn: string;
  readonly expiredOn: string | null;
  readonly customAttributes: Fields | null;
  readonly metaData: Fields | null;
  readonly evidence: readonly Evidence[];
  readonly references: readonly Fields[];
  readonly recipient: {
    readonly name: string;
    /** Lower case. */
    readonly email: string;
    readonly phone: string | null;
    readonly id: string | null;
    readonly metaData: Fields | null;
  };
  readonly opened: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Evidence {
  readonly id: number;
  readonly description: string;
  readonly category: string;
  readonly url: string | null;
  readonly stringObject: unknown;
}

/** What happened to a credential, for analytics. */
export interface Activity {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: string;
  readonly licenseId: string | null;
  readonly event: 'privacy_updated' | 'recipient_view_certificate';
  readonly createdAt: string;
}
