import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Database, Transaction } from '../database/database.ts';
import { turnToNextPlace } from '../delivery/former-places.ts';
import { findBadgeKey } from '../engine/badges.ts';
import { appendHistory } from '../engine/history.ts';
import { lockLearner } from '../engine/learners.ts';
import { appendAudit } from './audit.ts';
import type { ChangedBy } from './audit.ts';

interface BadgeOutside {
  readonly state: string;
  readonly due: 'issue' | 'revoke' | null;
  readonly externalId: string | null;
  readonly closed: string | null;
  readonly inFlight: boolean;
}

/**
 * Says that nothing more is to be done outside for a badge, because somebody knows that there is nothing: it was deleted at the
 * provider, say, or belongs to somebody else there. Nothing is sent. Whether it was awarded stays as it is; a badge that is
 * issued at further places and was revoked goes on with the next of them.
 *
 * What was outside counts as revoked there, what never was as never issued; so it is in no list of failures any more.
 *
 * @param reason kept in history and audit
 * @throws LaurelError BADGE_NOT_FOUND; BADGE_SETTLED when nothing is to be done for it as it is; BADGE_IN_DELIVERY while an
 *   attempt is under way
 */
export function settleByHand(database: Database, id: string, reason: string, by: ChangedBy): Promise<void> {
  return database.transaction(async (transaction) => {
    const badge = await findBadgeKey(transaction, id);
    if (badge === null) throw new LaurelError('BADGE_NOT_FOUND', told`No badge has the id ${id}.`);
    await lockLearner(transaction, badge.learner);
    const before = await lockOutside(transaction, id);
    refuse(before);
    const [after] = await transaction.query<{ state: string }>(
      `UPDATE badge
       SET state = CASE WHEN external_id IS NULL THEN 'created'
                        WHEN state = 'expired' THEN state ELSE 'revoked' END,
           closed = 'settled', due = NULL, due_at = NULL, uncertain = false, failures = 0, updated_at = clock_timestamp()
       WHERE id = $1 RETURNING state`,
      [id],
    );
    const { learner, template } = badge;
    const details = { badge: id, by: 'hand', actor: by.actor.id, reason };
    await appendHistory(transaction, [{ learner, template, kind: 'settled', event: null, details }]);
    const { state, due, externalId } = before;
    await appendAudit(transaction, {
      ...by,
      action: 'badge.settle',
      targetType: 'badge',
      target: id,
      reason,
      before: { state, due, externalId },
      after: { state: after?.state ?? null, due: null, closed: 'settled' },
    });
    await turnToNextPlace(transaction, id);
  });
}

async function lockOutside(transaction: Transaction, id: string): Promise<BadgeOutside> {
  const [row] = await transaction.query<BadgeOutside>(
    `SELECT state, due, external_id AS "externalId", closed, coalesce(claimed_until > now(), false) AS "inFlight"
     FROM badge WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (row === undefined) throw new LaurelError('BADGE_NOT_FOUND', told`No badge has the id ${id}.`);
  return row;
}

function refuse({ state, due, closed, inFlight }: BadgeOutside): void {
  if (inFlight) throw new LaurelError('BADGE_IN_DELIVERY', told`A delivery attempt is running. Try again in a minute.`);
  const isOver = state === 'revoked' || state === 'expired';
  if (closed === 'settled' || closed === 'deleted' || (due === null && isOver))
    throw new LaurelError(
      'BADGE_SETTLED',
      told`The provider needs no further action for it. The badge's history shows why.`,
    );
}
