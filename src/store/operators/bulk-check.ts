import type { Queryable } from '../database/database.ts';
import type { LeftOutReason } from './bulk-wish.ts';

/** What somebody wants done for many learners. */
export type BulkAction = 'award' | 'revoke';

/** What would become of one line of a list of learners. */
export interface CheckedLearner {
  /** As it was given: LMS user id, user name or e-mail address. */
  readonly given: string;
  /** LMS user id; null where it names nobody, or several. */
  readonly learner: number | null;
  readonly username: string;
  readonly name: string;
  /** `ready`: it would be done; `repeated`: an earlier line names the same learner. */
  readonly outcome: 'ready' | 'repeated' | LeftOutReason;
}

interface Row {
  readonly given: string;
  readonly matches: number | null;
  readonly id: number | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly retired: boolean | null;
  readonly status: 'awarded' | 'revoked' | null;
}

/**
 * Looks up whom a list names, and what an award, or a revocation, would do for each. Changes nothing. Of several of one user
 * name it is the one whom the newest event called so; an address of several, or a number that is the id of one learner and the user
 * name of another, names nobody.
 *
 * @param template key of the badge template
 */
export async function checkLearners(
  queryable: Queryable,
  { action, template }: { readonly action: BulkAction; readonly template: number },
  given: readonly string[],
): Promise<CheckedLearner[]> {
  const rows = await queryable.query<Row>(
    `SELECT DISTINCT ON (line.place) line.given, found.matches, found.id, found.username, found.name, found.retired,
            badge.status
     FROM json_array_elements_text($1::json) WITH ORDINALITY AS line (given, place)
     LEFT JOIN LATERAL (
       SELECT any_of.id, username, name, retired_at IS NOT NULL AS retired, count(*) OVER () AS matches
       FROM (
         SELECT id FROM learner WHERE id = CASE WHEN line.given ~ '^[0-9]{1,15}$' THEN line.given::bigint END
         UNION
         (SELECT id FROM learner
          WHERE lower(username) COLLATE "C" = lower(line.given) AND username = line.given
          ORDER BY identity_time DESC, id LIMIT 1)
         UNION
         (SELECT id FROM learner
          WHERE position('@' IN line.given) > 0 AND lower(email) COLLATE "C" = lower(line.given) LIMIT 2)
       ) AS any_of JOIN learner ON learner.id = any_of.id
     ) AS found ON true
     LEFT JOIN badge ON badge.learner_id = found.id AND badge.template_id = $2
     ORDER BY line.place`,
    [JSON.stringify(given), template],
  );
  const seen = new Set<number>();
  return rows.map((row) => {
    const { id } = row;
    const isOne = id !== null && row.matches === 1;
    const outcome = isOne && seen.has(id) ? 'repeated' : outcomeOf(action, row);
    if (isOne) seen.add(id);
    return {
      given: row.given,
      learner: isOne ? id : null,
      username: isOne ? (row.username ?? '') : '',
      name: isOne ? (row.name ?? '') : '',
      outcome,
    };
  });
}

function outcomeOf(action: BulkAction, { matches, id, retired, status }: Row): CheckedLearner['outcome'] {
  if (id === null) return 'unknown';
  if (matches !== 1) return 'ambiguous';
  if (status === 'revoked') return 'was_revoked';
  if (action === 'revoke') return status === null ? 'holds_none' : 'ready';
  if (status === 'awarded') return 'holds_it';
  return retired === true ? 'retired' : 'ready';
}
