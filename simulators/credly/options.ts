import type { HostOptions } from '../base/host.ts';

/** One organization with what it may do and issue. */
export interface OrganizationOptions {
  /** UUID; made from the seed when absent. */
  readonly id?: string;
  readonly name: string;
  readonly tokens: readonly (string | TokenOptions)[];
  readonly oauthClients?: readonly OauthClientOptions[];
  readonly templates?: readonly TemplateOptions[];
  readonly webhookUrl?: string | null;
}

export interface TokenOptions {
  readonly token: string;
  readonly read?: boolean;
  readonly write?: boolean;
  readonly delete?: boolean;
  /** ISO-8601; 180 days after the start when absent. */
  readonly expiresAt?: string;
}

export interface OauthClientOptions {
  readonly id: string;
  readonly secret: string;
  /** Scopes it may ask for; all when absent. */
  readonly scopes?: readonly string[];
}

export interface TemplateOptions {
  /** UUID; made from the seed when absent. */
  readonly id?: string;
  readonly name: string;
  readonly description?: string;
  readonly state?: TemplateState;
  readonly allowDuplicateBadges?: boolean;
  /** Absent: an image served by the simulator; null, the default of drafts: none. */
  readonly imageUrl?: string | null;
  readonly skills?: readonly string[];
  readonly reportingTags?: readonly string[];
  readonly public?: boolean;
}

export type TemplateState = 'draft' | 'active' | 'archived';
export type BadgeState = 'pending' | 'accepted' | 'rejected' | 'revoked' | 'replaced';

/**
 * What the vendor's documents leave open. The default is what is most likely or, where nothing is known, what asks most
 * of a client.
 */
export interface CredlySwitches {
  /** `strict` refuses a Basic value without a colon; default `lenient`. */
  readonly auth: 'lenient' | 'strict';
  /** Where the OAuth token is had: on the API's host (default), or only on a host of its own. */
  readonly oauthHost: 'same' | 'separate';
  readonly oauthLifetimeSeconds: number;
  readonly rotateStatus: 200 | 201;
  /** Whether `next_page_url` keeps the filter; default false. */
  readonly pageLinksKeepFilter: boolean;
  /** Whether the `per` parameter is honoured; default false. */
  readonly perParameter: boolean;
  /** Rows a page; default 50. */
  readonly pageSize: number;
  /** Answer to the revocation of a revoked badge; default 422. */
  readonly secondRevoke: 200 | 422;
  readonly replaceStatus: 200 | 201;
  /** `partial` issues what can be issued; default `all-or-nothing`. `retired` answers 404. */
  readonly batch: 'all-or-nothing' | 'partial' | 'retired';
  /** States of an earlier badge that make a new one a duplicate; default pending and accepted. */
  readonly duplicateStates: readonly BadgeState[];
  /** Whether a replaced badge says so in `state`, or only in `replacement_badge_id`; default `replaced`. */
  readonly replacedState: 'replaced' | 'unchanged';
  /** An `issued_at` after now; default `accept`. */
  readonly futureIssuedAt: 'accept' | 'refuse';
  /** Whether a fresh badge is accepted at once; default false. */
  readonly autoAccept: boolean;
  /** Where the message of an error is: `data.message` (default) or `message`. */
  readonly errorShape: 'data' | 'top-level';
}

export const defaultSwitches: CredlySwitches = {
  auth: 'lenient',
  oauthHost: 'same',
  oauthLifetimeSeconds: 7200,
  rotateStatus: 201,
  pageLinksKeepFilter: false,
  perParameter: false,
  pageSize: 50,
  secondRevoke: 422,
  replaceStatus: 201,
  batch: 'all-or-nothing',
  duplicateStates: ['pending', 'accepted'],
  replacedState: 'replaced',
  futureIssuedAt: 'accept',
  autoAccept: false,
  errorShape: 'data',
};

/** How webhooks are sent. */
export interface WebhookOptions {
  /** Event types that are sent; all when absent. */
  readonly events?: readonly string[];
  /** `thin` (default): id, organization, type, time. `embedded`: with the badge or template. */
  readonly body?: 'thin' | 'embedded';
  /** Chance that a delivery that was taken is sent once more. */
  readonly duplicates?: number;
  /** Chance that a delivery is held back until the next one was sent. */
  readonly reorder?: number;
  /** Real milliseconds that a receiver has to answer; default 5,000. */
  readonly answerTimeoutMs?: number;
  /** Simulated seconds between attempts; the last one repeats until 25 days after the first attempt. */
  readonly ladderSeconds?: readonly number[];
}

export interface CredlyOptions extends HostOptions, Partial<CredlySwitches> {
  readonly organizations: readonly OrganizationOptions[];
  readonly webhooks?: WebhookOptions;
}
