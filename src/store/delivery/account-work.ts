import type { AccountId } from '../operators/connections.ts';
import type { Queryable } from '../database/database.ts';

/** What lies in an account: its templates and their deliveries. */
export interface AccountWork extends AccountId {
  readonly templates: number;
  readonly activeTemplates: number;
  /** Deliveries that are due, later retries included. */
  readonly due: number;
  /** Deliveries that failed for good and wait for an operator. */
  readonly failed: number;
}

/**
 * The work of every account that has templates, or badges. Badges are counted by place first, from the indexes of what is
 * due and what has failed, so the badges that are well cost nothing.
 */
export async function loadAccountWork(queryable: Queryable): Promise<AccountWork[]> {
  return queryable.query<AccountWork>(
    `SELECT origin, account, coalesce(sum(known.templates), 0)::bigint AS templates,
            coalesce(sum(known.active), 0)::bigint AS "activeTemplates",
            coalesce(sum(waiting.badges), 0)::bigint AS due, coalesce(sum(broken.badges), 0)::bigint AS failed
     FROM badge_place AS place
     LEFT JOIN (SELECT place_id, count(*) AS templates, count(*) FILTER (WHERE active) AS active
                FROM badge_template GROUP BY 1) AS known ON known.place_id = place.id
     LEFT JOIN (SELECT place_id, count(*) AS badges FROM badge WHERE due IS NOT NULL GROUP BY 1) AS waiting
       ON waiting.place_id = place.id
     LEFT JOIN (SELECT place_id, count(*) AS badges FROM badge
                WHERE state IN ('error', 'no_response') AND due IS NULL GROUP BY 1) AS broken
       ON broken.place_id = place.id
     WHERE origin <> 'openedx'
     GROUP BY origin, account
     HAVING count(known.templates) + count(waiting.badges) + count(broken.badges) > 0`,
  );
}

/** How many awarded badges are held in an account, or will be: nothing can be revoked there without its key. */
export async function countHeld(queryable: Queryable, { origin, account }: AccountId): Promise<number> {
  const [row] = await queryable.query<{ badges: number }>(
    `SELECT (SELECT count(*) FROM badge JOIN badge_place AS place ON place.id = badge.place_id
             WHERE origin = $1 AND account = $2 AND status = 'awarded' AND closed IS NULL)
          + (SELECT count(*) FROM badge_former_place AS former JOIN badge_place AS place ON place.id = former.place_id
             WHERE origin = $1 AND account = $2 AND NOT done) AS badges`,
    [origin, account],
  );
  return row?.badges ?? 0;
}
