import type { BadgeState, TemplateState } from './options.ts';

/** The rows that the simulator keeps. Times are ISO-8601 in UTC with milliseconds. */

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly webhookUrl: string | null;
  readonly websiteUrl: string | null;
  readonly bio: string | null;
  readonly contactEmail: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A token that opens an organization: an authorization token, or the access token of an OAuth client. */
export interface Token {
  readonly id: string;
  readonly kind: 'authorization' | 'oauth';
  readonly organizationId: string;
  readonly token: string;
  readonly read: boolean;
  readonly write: boolean;
  readonly delete: boolean;
  /** Null: everything (authorization tokens). */
  readonly scopes: readonly string[] | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface OauthClient {
  /** The client id. */
  readonly id: string;
  readonly organizationId: string;
  readonly secret: string;
  readonly scopes: readonly string[];
}

export interface Template {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly description: string;
  readonly state: TemplateState;
  readonly allowDuplicateBadges: boolean;
  readonly public: boolean;
  /** `hosted` stands for the simulator's own image of it; null for none. */
  readonly imageUrl: string | null;
  readonly vanitySlug: string;
  readonly skills: readonly string[];
  readonly reportingTags: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly stateUpdatedAt: string | null;
}

export interface Badge {
  readonly id: string;
  readonly organizationId: string;
  readonly templateId: string;
  readonly state: BadgeState;
  readonly recipientEmail: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly issuerEarnerId: string | null;
  readonly locale: string;
  readonly issuedAt: string;
  readonly expiresAt: string | null;
  readonly suppressEmail: boolean;
  readonly countryName: string | null;
  readonly stateOrProvince: string | null;
  readonly evidence: readonly unknown[];
  readonly revocationReason: string | null;
  readonly replacesBadgeId: string | null;
  readonly replacementBadgeId: string | null;
  /** Account of the earner, null until the address has one. */
  readonly userId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly stateUpdatedAt: string | null;
}

/** A person's account at Credly. */
export interface User {
  readonly id: string;
  /** Lower case. */
  readonly emails: readonly string[];
}

export type EventType =
  | 'badge.created'
  | 'badge.state.changed'
  | 'badge.deleted'
  | 'badge_template.created'
  | 'badge_template.changed'
  | 'badge_template.deleted';

/** Something that happened, with the resource as it was then, in the form of the API. */
export interface ProviderEvent {
  readonly id: string;
  readonly organizationId: string;
  readonly type: EventType;
  readonly occurredAt: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** The sending of one event to the organization's webhook. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly url: string;
  readonly state: 'waiting' | 'delivered' | 'given up';
  readonly attempts: number;
  /** What the receiver said last: a status, an error's code, or null before the first attempt. */
  readonly lastAnswer: number | string | null;
  readonly firstAttemptAt: number | null;
  /** Simulated milliseconds since the epoch. */
  readonly dueAt: number;
}
