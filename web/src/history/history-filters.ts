import type { HistoryEntry } from '../../../src/api/schemas/history.ts';

/** The two histories: what happened because of events and deliveries (when left out), and what people changed. */
export const views = ['changes'] as const;

/** What can happen to progress, badges, templates and messages. */
export const kinds = [
  'fulfilled',
  'reset',
  'awarded',
  'revoked',
  'withheld',
  'cancelled',
  'settled',
  'published',
  'unpublished',
  'added_to_wallet',
  'issued',
  'adopted',
  'issued_again',
  'revoked_outside',
  'deleted_outside',
  'changed_outside',
  'delivery_failed',
  'delivery_retried',
  'template_created',
  'template_changed',
  'template_activated',
  'template_deactivated',
  'template_deleted',
  'message_discarded',
  'learner_retired',
] as const satisfies readonly HistoryEntry['kind'][];
export type Kind = (typeof kinds)[number];

/** What people can do. */
export const actions = [
  'template.create',
  'template.update',
  'template.activate',
  'template.deactivate',
  'template.delete',
  'learner.retire',
  'badge.award',
  'badge.revoke',
  'badge.retry',
  'badge.settle',
  'progress.reset',
  'connection.create',
  'connection.update',
  'connection.delete',
  'connection.sync',
  'connection.reseal',
  'issuer.create',
  'issuer.update',
  'issuer.rotate_keys',
  'issuer.revoke_key',
  'issuer.reseal',
  'issuer.issue_missing',
  'issuer.delete',
  'parked_message.retry',
  'parked_message.discard',
  'bus_gap.acknowledge',
  'bus.replay',
  'maintenance.prune',
  'maintenance.stop',
  'user.create',
  'user.update',
  'user.password',
  'user.sign_in_link',
  'user.invite',
  'user.password_link',
  'user.password_link_mail',
  'user.password_link_revoke',
  'user.invitation_revoke',
  'user.edit',
  'user.connect_lms',
  'api_key.create',
  'api_key.revoke',
] as const;
export type Action = (typeof actions)[number];

/** To what. */
export const targetTypes = [
  'template',
  'badge',
  'learner',
  'connection',
  'issuer',
  'parked_message',
  'bus_gap',
  'bus',
  'maintenance',
  'user',
  'api_key',
] as const;
export type TargetType = (typeof targetTypes)[number];

/** What happened is narrowed down to this. */
export interface HappenedFilters {
  /** LMS user id. */
  readonly learner?: string | undefined;
  readonly template?: string | undefined;
  /** Several are joined by commas. */
  readonly kind?: string | undefined;
  /** Days, such as `2026-01-31`. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The kinds that an address names; what is none is left out. */
export function kindsIn(text: string | undefined): Kind[] {
  const named = new Set((text ?? '').split(','));
  return kinds.filter((kind) => named.has(kind));
}

/** The changes by people are narrowed down to this. */
export interface ChangeFilters {
  /** `user:<id>`, `key:<id>` or `cli:<name>`. */
  readonly actor?: string | undefined;
  readonly action?: Action | undefined;
  readonly targetType?: TargetType | undefined;
  readonly target?: string | undefined;
}

/** It stands in the page's address. */
export interface HistoryFilters extends HappenedFilters, ChangeFilters {
  readonly view?: (typeof views)[number] | undefined;
}
