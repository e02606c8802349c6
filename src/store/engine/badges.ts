import type { Micros } from '../../rules/event.ts';
import type { Transaction } from '../database/database.ts';
import type { ProgressKey } from './progress.ts';
import { rowSet } from '../database/rows.ts';

/** A badge that has just been earned (S14). */
export interface NewBadge extends ProgressKey {
  readonly id: string;
  readonly earnedAt: Micros;
  /** The time of its newest signal (S28). */
  readonly signalledAt: Micros;
  /** Set when the same batch takes it away again: then nothing is due outside (S16). */
  readonly revoked: { readonly at: Micros; readonly reason: string } | null;
}

/** Whether a badge is outside, or may be without our knowing: an attempt was made of which no certain failure is known. */
export const mayBeOutside = `(badge.external_id IS NOT NULL OR badge.uncertain OR badge.claimed_until IS NOT NULL
  OR badge.attempts_started > badge.attempts_finished)`;

const badgeRows = rowSet({
  id: 'uuid',
  learner: 'bigint',
  template: 'integer',
  earned: 'micros',
  signalled: 'micros',
  revoked: 'micros',
  reason: 'text',
  publicReason: 'text',
});

/**
 * Makes the badge records, to be issued where their templates issue now; that is due at once, unless they are revoked
 * already.
 *
 * @param trace what the calls that become due belong to (W3C traceparent); null without tracing
 */
export async function insertBadges(
  transaction: Transaction,
  badges: readonly NewBadge[],
  trace: string | null = null,
): Promise<void> {
  if (badges.length === 0) return;
  const rows = badges.map(({ id, learner, template, earnedAt, signalledAt, revoked }) => ({
    id,
    learner,
    template,
    earned: earnedAt,
    signalled: signalledAt,
    revoked: revoked?.at ?? null,
    reason: revoked?.reason ?? '',
    publicReason: revoked?.reason ?? null,
  }));
  await transaction.query(
    `INSERT INTO badge (id, learner_id, template_id, place_id, announced_place_id, status, state, earned_at, revoked_at,
                        reason, public_reason, due, due_at, trace_parent, signalled_at)
     SELECT row.id, learner, template, place_id, place_id, CASE WHEN revoked IS NULL THEN 'awarded' ELSE 'revoked' END,
            'created', earned, revoked, reason, "publicReason", CASE WHEN revoked IS NULL THEN 'issue' END,
            CASE WHEN revoked IS NULL THEN now() END, $2::text, signalled
     FROM ${badgeRows.inParameter} AS row JOIN badge_template ON badge_template.id = template`,
    [badgeRows.toParameter(rows), trace],
  );
}

/** A badge to take away (S15). */
export interface Revocation {
  readonly badgeId: string;
  readonly at: Micros;
  /** For those who look after badges; a rule's is for everybody. */
  readonly reason: string;
  /** In words for the learner, the public page and the provider; left out: `reason`. Empty: they are told none. */
  readonly publicReason?: string;
}

const revocationRows = rowSet({ id: 'uuid', at: 'micros', reason: 'text', publicReason: 'text' });

/**
 * Revokes badges. One that exists outside, or may do so, has its external revocation due; one that certainly does not is
 * cancelled: never issued, never revoked outside (S16). One that was closed stays so: nothing is left of it outside.
 *
 * @param trace as of {@link insertBadges}
 * @returns the ids of those that were cancelled
 */
export async function revokeBadges(
  transaction: Transaction,
  revocations: readonly Revocation[],
  trace: string | null = null,
): Promise<ReadonlySet<string>> {
  if (revocations.length === 0) return new Set();
  const rows = revocations.map(({ badgeId, at, reason, publicReason = reason }) => ({
    id: badgeId,
    at,
    reason,
    publicReason,
  }));
  const revoked = await transaction.query<{ id: string; due: string | null }>(
    `UPDATE badge
     SET status = 'revoked', revoked_at = row.at, reason = row.reason, public_reason = row."publicReason", updated_at = now(), failures = 0,
         due = CASE WHEN outside THEN 'revoke' END, due_at = CASE WHEN outside THEN now() END,
         -- A cancelled badge is nowhere, whatever an attempt to bring it outside had said.
         state = CASE WHEN outside OR badge.external_id IS NOT NULL THEN badge.state ELSE 'created' END,
         trace_parent = $2::text,
         -- S28: whoever orders signals by their time hears of the award first.
         signalled_at = greatest(row.at, coalesce(badge.signalled_at, badge.created_at) + interval '1 microsecond')
     FROM (SELECT row.*,
                  ${mayBeOutside} AND badge.closed IS NULL
                    OR EXISTS (SELECT FROM badge_former_place AS former
                               WHERE former.badge_id = badge.id AND NOT former.done) AS outside
           FROM ${revocationRows.inParameter} AS row
           JOIN badge ON badge.id = row.id
           ORDER BY badge.id FOR UPDATE OF badge) AS row
     WHERE badge.id = row.id
     RETURNING badge.id, badge.due`,
    [revocationRows.toParameter(rows), trace],
  );
  return new Set(revoked.filter(({ due }) => due === null).map(({ id }) => id));
}

/** A badge as decisions by hand need it. */
export interface BadgeKey extends ProgressKey {
  readonly id: string;
  readonly status: 'awarded' | 'revoked';
}

/** The badge of an id, or of a learner and a template's key; null when there is none. */
export async function findBadgeKey(transaction: Transaction, wanted: string | ProgressKey): Promise<BadgeKey | null> {
  const [where, parameters] =
    typeof wanted === 'string'
      ? ['id = $1::uuid', [wanted]]
      : ['learner_id = $1 AND template_id = $2', [wanted.learner, wanted.template]];
  const [row] = await transaction.query<BadgeKey>(
    `SELECT id, learner_id AS learner, template_id AS template, status FROM badge WHERE ${where}`,
    parameters,
  );
  return row ?? null;
}
