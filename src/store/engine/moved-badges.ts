import type { Queryable, Transaction } from '../database/database.ts';
import { mayBeOutside } from './badges.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';

/**
 * What becomes of a template's badges when it is to be issued elsewhere from now on. A badge that is outside stays where
 * it is, and is revoked there; or it is issued at the new place as well, and then revoked at both. One that certainly is
 * not outside yet goes along.
 */
export type IssuedBadges = 'stay' | 'issue_again';

/** Awarded badges of a template that are not at a place. */
export interface BadgesElsewhere {
  /** Outside already, or maybe. */
  readonly issued: number;
  /** Not outside yet: these go along. */
  readonly waiting: number;
}

/** Says whom a move concerns, as the end of a sentence. */
export function describeMove({ issued, waiting }: BadgesElsewhere): Told {
  const elsewhere = issued === 1 ? told`1 badge is, or may be, issued` : told`${issued} badges are, or may be, issued`;
  const along =
    waiting === 1
      ? told`1 is not issued yet and moves with the template`
      : told`${waiting} are not issued yet and move with the template`;
  return told`${elsewhere} elsewhere already; ${along}.`;
}

/** How another holder is named: origin, account and template there. */
export type PlaceKey = readonly [origin: string, account: string, externalTemplate: string];

/** Counts the awarded badges of a template that are at another place than this one. */
export async function badgesElsewhere(
  queryable: Queryable,
  template: number,
  place: PlaceKey,
): Promise<BadgesElsewhere> {
  const [row] = await queryable.query<BadgesElsewhere>(
    `SELECT count(*) FILTER (WHERE ${mayBeOutside}) AS issued, count(*) FILTER (WHERE NOT ${mayBeOutside}) AS waiting
     FROM badge
     WHERE template_id = $1 AND status = 'awarded' AND closed IS NULL AND place_id IS DISTINCT FROM
       (SELECT id FROM badge_place WHERE origin = $2 AND account = $3 AND external_template = $4)`,
    [template, ...place],
  );
  return row ?? { issued: 0, waiting: 0 };
}

/** Brings the badges of a template along to where it is issued now. The template's row has its new place already. */
export async function moveBadges(
  transaction: Transaction,
  template: number,
  issued: IssuedBadges,
  actor: string | null,
): Promise<void> {
  await followTemplate(transaction, template);
  if (issued === 'issue_again') await issueAgain(transaction, template, actor);
}

/** What failed for certain at the old place is due at the new one. */
async function followTemplate(transaction: Transaction, template: number): Promise<void> {
  await transaction.query(
    `UPDATE badge
     SET place_id = template.place_id, environment = NULL, earner_id = NULL, state = 'created', due = 'issue',
         due_at = now(), failures = 0, last_status = NULL, last_body = NULL, updated_at = now()
     FROM badge_template AS template
     WHERE template.id = $1 AND badge.template_id = template.id AND badge.place_id <> template.place_id
       AND badge.status = 'awarded' AND badge.closed IS NULL AND NOT ${mayBeOutside}`,
    [template],
  );
}

/**
 * The old place of each badge is kept until it is revoked there, and the badge is due at the new one; if it was there
 * before, it is what it was there. An attempt in flight loses its claim: what came of it is looked for when the badge is
 * revoked.
 */
async function issueAgain(transaction: Transaction, template: number, actor: string | null): Promise<void> {
  await transaction.query(
    `WITH moving AS MATERIALIZED (
       SELECT badge.*, template.place_id AS target FROM badge JOIN badge_template AS template ON template.id = $1
       WHERE badge.template_id = $1 AND badge.place_id <> template.place_id
         AND badge.status = 'awarded' AND badge.closed IS NULL
       ORDER BY badge.id FOR UPDATE OF badge
     ), left_behind AS (
       INSERT INTO badge_former_place
         (badge_id, place_id, environment, earner_id, sent_to, external_id, external_url, state, uncertain)
       SELECT id, place_id, environment, earner_id, sent_to, external_id, external_url, state,
              uncertain OR attempts_started > attempts_finished
       FROM moving
     ), known AS (
       DELETE FROM badge_former_place AS former USING moving
       WHERE former.badge_id = moving.id AND former.place_id = moving.target
       RETURNING former.*
     ), moved AS (
       UPDATE badge
       SET place_id = moving.target, environment = known.environment, earner_id = known.earner_id,
           sent_to = coalesce(known.sent_to, '{}'), external_id = known.external_id, external_url = known.external_url,
           state = coalesce(known.state, 'created'), uncertain = coalesce(known.uncertain, false),
           due = CASE WHEN known.external_id IS NULL THEN 'issue' END,
           due_at = CASE WHEN known.external_id IS NULL THEN now() END,
           failures = 0, last_status = NULL, last_body = NULL, claimed_by = NULL, claimed_until = NULL,
           attempts_started = moving.attempts_started + 1, attempts_finished = moving.attempts_started + 1,
           updated_at = now()
       FROM moving LEFT JOIN known ON known.badge_id = moving.id
       WHERE badge.id = moving.id
       RETURNING badge.id, badge.learner_id, badge.template_id, moving.place_id, moving.target
     )
     INSERT INTO history (learner_id, template_id, kind, details)
     SELECT learner_id, template_id, 'issued_again',
            jsonb_build_object('badge', moved.id, 'actor', $2::text,
              'before', jsonb_build_object('origin', place.origin, 'account', place.account),
              'place', jsonb_build_object('origin', target.origin, 'account', target.account))
     FROM moved JOIN badge_place AS place ON place.id = moved.place_id
       JOIN badge_place AS target ON target.id = moved.target`,
    [template, actor],
  );
}
