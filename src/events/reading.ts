import type { Event } from '../rules/event.ts';

/** Why a message could not be read (S3). Stable: stored with parked messages, listed in docs/errors.md. */
export type UnreadableReason =
  | 'missing_header'
  | 'invalid_header'
  | 'invalid_time'
  | 'missing_body'
  | 'body_too_large'
  | 'unknown_schema'
  | 'schema_mismatch'
  | 'invalid_json';

/** Why a readable message is not processed (S2, S4). */
export type IgnoredReason = 'type_not_configured' | 'no_learner';

/** What reading a message gives. */
export type Reading =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason; readonly type: string }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };
