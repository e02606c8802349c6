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
 * The work of every account that has templates. Badges are counted by template first, from the indexes of what is due and
 * what has failed, so the badges that are well cost nothing.
 */
export async function loadAccountWork(queryable: Queryable): Promise<AccountWork[]> {
  return queryable.query<AccountWork>(
    `SELECT origin, account, count(*) AS templates, count(*) FILTER (WHERE active) AS "activeTemplates",
            coalesce(sum(waiting.badges), 0)::bigint AS due, coalesce(sum(broken.badges), 0)::bigint AS failed
     FROM badge_template AS template
     LEFT JOIN (SELECT template_id, count(*) AS badges FROM badge WHERE due IS NOT NULL GROUP BY 1) AS waiting
       ON waiting.template_id = template.id
     LEFT JOIN (SELECT template_id, count(*) AS badges FROM badge
                WHERE state IN ('error', 'no_response') AND due IS NULL GROUP BY 1) AS broken
       ON broken.template_id = template.id
     WHERE origin <> 'openedx' GROUP BY origin, account`,
  );
}
