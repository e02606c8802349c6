import type { Event } from '../rules/event.ts';

/** Why a message could not be read (S3). Stable: stored with parked messages, explained in docs/errors.md. */
export const unreadableReasons = [
  'missing_header',
  'invalid_header',
  'invalid_time',
  'missing_body',
  'body_too_large',
  'unknown_schema',
  'schema_mismatch',
  'invalid_json',
] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

/** Why a readable message is not processed (S2, S4, S26). Explained in docs/errors.md. */
export const ignoredReasons = ['type_not_configured', 'no_learner', 'learner_retired'] as const;
export type IgnoredReason = (typeof ignoredReasons)[number];

/** What reading a message gives. */
export type Reading =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason; readonly type: string }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason; readonly detail: string };
