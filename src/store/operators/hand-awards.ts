import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { appendAudit } from './audit.ts';
import type { ChangedBy } from './audit.ts';
import { findBadgeKey, insertBadges, revokeBadges } from '../engine/badges.ts';
import type { BadgeKey } from '../engine/badges.ts';
import type { Database, Transaction } from '../database/database.ts';
import { appendHistory } from '../engine/history.ts';
import type { LearnerHistoryKind } from '../engine/history.ts';
import { lockLearner } from '../engine/learners.ts';
import { addSignals } from '../engine/outbox.ts';
import type { ProgressKey } from '../engine/progress.ts';
import { findTemplate, holdRulesRevision } from '../engine/templates.ts';
import type { StoredTemplate } from '../engine/templates.ts';

/**
 * Badges that somebody awards and revokes by hand. What follows is as after an event: the badge, its history, the signal
 * and what is due outside are one transaction (S14, S16), which holds the rules and then the learner, in this order, as
 * every batch does. Progress stays as the events made it.
 */

/** An award by hand. */
export interface HandAward {
  /** LMS user id. */
  readonly learner: number;
  /** Id of the badge template. */
  readonly template: string;
  /** Why; kept in history and audit. */
  readonly reason: string;
}

/**
 * Awards a badge. It is earned now, whatever the progress.
 *
 * @param announces whether that becomes a signal
 * @returns the id of the badge
 * @throws LaurelError LEARNER_NOT_FOUND, TEMPLATE_NOT_FOUND or TEMPLATE_INACTIVE; BADGE_EXISTS also when it was revoked, for a
 *   revoked badge never comes back (S17)
 */
export function awardByHand(
  database: Database,
  { learner, template, reason }: HandAward,
  by: ChangedBy,
  announces: boolean,
): Promise<string> {
  return database.transaction(async (transaction) => {
    await holdRulesRevision(transaction);
    const key = await requireActive(transaction, template);
    await requireLearner(transaction, learner);
    const progress: ProgressKey = { learner, template: key };
    refuseSecond(await findBadgeKey(transaction, progress));
    const id = randomUUIDv7();
    const now = nowMicros();
    await insertBadges(transaction, [{ id, ...progress, earnedAt: now, signalledAt: now, revoked: null }]);
    if (announces) await addSignals(transaction, [{ id: randomUUID(), signal: 'awarded', badgeId: id, time: now }]);
    await remember(transaction, { id, ...progress }, ['awarded'], reason, by);
    await appendAudit(transaction, {
      ...by,
      action: 'badge.award',
      targetType: 'badge',
      target: id,
      reason,
      before: null,
      after: { learner, template, status: 'awarded' },
    });
    return id;
  });
}

/**
 * Takes an awarded badge away, for ever (S17). One that is not outside yet is cancelled (S16).
 *
 * @param reason kept in history and audit, and told to nobody else
 * @param announces whether that becomes a signal
 * @param publicReason what the learner, the public page and the provider are told; empty: none
 * @throws LaurelError BADGE_NOT_FOUND, or BADGE_REVOKED when it is already
 */
export function revokeByHand(
  database: Database,
  id: string,
  reason: string,
  by: ChangedBy,
  announces: boolean,
  publicReason = '',
): Promise<void> {
  return database.transaction(async (transaction) => {
    const { learner } = await requireBadge(transaction, id);
    await lockLearner(transaction, learner);
    const badge = await requireBadge(transaction, id);
    if (badge.status === 'revoked')
      throw new LaurelError(
        'BADGE_REVOKED',
        told`There is nothing to revoke. The badge's history shows when and why it was revoked.`,
      );
    await revokeInside(transaction, badge, reason, by, announces, publicReason);
  });
}

/**
 * Takes the badge of a template away from a learner; as {@link revokeByHand} does where its id is known.
 *
 * @throws LaurelError TEMPLATE_NOT_FOUND, BADGE_NOT_FOUND when they hold none, or BADGE_REVOKED when it is already
 */
export async function revokeOfLearner(
  database: Database,
  { learner, template, reason, publicReason = '' }: HandAward & { readonly publicReason?: string | undefined },
  by: ChangedBy,
  announces: boolean,
): Promise<void> {
  const id = await database.transaction(async (transaction) => {
    const { key } = await requireTemplate(transaction, template);
    const badge = await findBadgeKey(transaction, { learner, template: key });
    if (badge === null)
      throw new LaurelError('BADGE_NOT_FOUND', told`Learner ${learner} has no badge from the template "${template}".`);
    return badge.id;
  });
  await revokeByHand(database, id, reason, by, announces, publicReason);
}

/** Revokes an awarded badge as a part of a transaction that holds its learner. */
export async function revokeInside(
  transaction: Transaction,
  badge: BadgeKey,
  reason: string,
  by: ChangedBy,
  announces: boolean,
  publicReason = '',
): Promise<void> {
  const cancelled = await revokeBadges(transaction, [{ badgeId: badge.id, at: nowMicros(), reason, publicReason }]);
  if (announces)
    await addSignals(transaction, [{ id: randomUUID(), signal: 'revoked', badgeId: badge.id, time: null }]);
  await remember(transaction, badge, cancelled.has(badge.id) ? ['revoked', 'cancelled'] : ['revoked'], reason, by);
  await appendAudit(transaction, {
    ...by,
    action: 'badge.revoke',
    targetType: 'badge',
    target: badge.id,
    reason,
    before: { status: 'awarded' },
    after: { status: 'revoked', ...(publicReason !== '' && { publicReason }) },
  });
}

async function requireTemplate(transaction: Transaction, slug: string): Promise<StoredTemplate> {
  const template = await findTemplate(transaction, slug);
  if (template === null) throw new LaurelError('TEMPLATE_NOT_FOUND', told`No badge template has the id "${slug}".`);
  return template;
}

async function requireActive(transaction: Transaction, slug: string): Promise<number> {
  const template = await requireTemplate(transaction, slug);
  if (!template.active)
    throw new LaurelError(
      'TEMPLATE_INACTIVE',
      told`Activate the template first. Only active templates can be awarded.`,
    );
  return template.key;
}

async function requireLearner(transaction: Transaction, learner: number): Promise<void> {
  const found = await lockLearner(transaction, learner);
  if (found === null)
    throw new LaurelError('LEARNER_NOT_FOUND', [
      told`No event about a badge has mentioned a learner with the LMS user id ${learner} yet.`,
      told`Laurel does not have the learner data it needs to issue a badge.`,
    ]);
  if (found.retired)
    throw new LaurelError('LEARNER_NOT_FOUND', told`Learner ${learner} is retired, so nothing can be awarded.`);
}

function refuseSecond(badge: BadgeKey | null): void {
  if (badge === null) return;
  throw new LaurelError(
    'BADGE_EXISTS',
    badge.status === 'awarded'
      ? told`It is badge ${badge.id}.`
      : told`Badge ${badge.id} was revoked, and a revoked badge is never issued again.`,
  );
}

async function requireBadge(transaction: Transaction, id: string): Promise<BadgeKey> {
  const badge = await findBadgeKey(transaction, id);
  if (badge === null) throw new LaurelError('BADGE_NOT_FOUND', told`No badge has the id ${id}.`);
  return badge;
}

async function remember(
  transaction: Transaction,
  { id, learner, template }: ProgressKey & { readonly id: string },
  kinds: readonly LearnerHistoryKind[],
  reason: string,
  by: ChangedBy,
): Promise<void> {
  const details = { badge: id, by: 'hand', actor: by.actor.id, reason };
  await appendHistory(
    transaction,
    kinds.map((kind) => ({ learner, template, kind, event: null, details })),
  );
}

function nowMicros(): number {
  return Date.now() * 1_000;
}
