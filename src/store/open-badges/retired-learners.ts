import type { Transaction } from '../database/database.ts';

/** How the names of retired learners begin, and where their addresses end, as the LMS is set. */
export interface RetiredNames {
  readonly usernamePrefix: string;
  readonly emailPrefix: string;
  readonly emailDomain: string;
}

/** No text goes further in the order of bytes. */
const last = '\u{10FFFF}';

/** What becomes of chosen credentials is in the history of those that were published. */
const noted = `noted AS (
  INSERT INTO history (learner_id, template_id, kind, details)
  SELECT learner_id, template_id, 'unpublished', jsonb_build_object('badge', badge_id, 'because', 'retired')
  FROM chosen WHERE published)`;

/** What becomes of chosen credentials that are to say nothing of their learners any more; their copies can still be verified. */
const clearing = `ended AS (
       DELETE FROM wallet_offer USING chosen WHERE wallet_offer.badge_id = chosen.badge_id RETURNING id
     ), tokens AS (
       DELETE FROM wallet_token USING ended WHERE offer_id = ended.id
     ), ${noted}
     UPDATE credential SET body = NULL, salt = '', published_at = NULL, cleared_at = now()
     FROM chosen WHERE credential.badge_id = chosen.badge_id RETURNING credential.badge_id`;

/**
 * Takes out of at most so many credentials what is about their learners, who are retired: what was signed, the salt of its digest,
 * and that it is public. A retired user name is final; the address alone may change back (unpublishRetired).
 *
 * @returns how many
 */
export async function clearRetired(
  transaction: Transaction,
  { usernamePrefix }: Pick<RetiredNames, 'usernamePrefix'>,
  limit: number,
): Promise<number> {
  const prefix = usernamePrefix.toLowerCase();
  const rows = await transaction.query(
    `WITH gone AS (
       SELECT id FROM learner WHERE retired_at IS NOT NULL
       UNION
       SELECT id FROM learner
       WHERE $1 <> '' AND lower(username) COLLATE "C" >= $1 AND lower(username) COLLATE "C" < $1 || $2
     ), chosen AS MATERIALIZED (
       SELECT badge_id, learner_id, template_id, published_at IS NOT NULL AS published
       FROM gone JOIN badge ON badge.learner_id = gone.id JOIN credential ON credential.badge_id = badge.id
       WHERE cleared_at IS NULL LIMIT $3 FOR UPDATE OF credential SKIP LOCKED
     ), ${clearing}`,
    [prefix, last, limit],
  );
  return rows.length;
}

/** The same for one learner, at once: waits for whoever is just signing. */
export async function clearOf(transaction: Transaction, learner: number): Promise<void> {
  await transaction.query(
    `WITH chosen AS MATERIALIZED (
       SELECT badge_id, learner_id, template_id, published_at IS NOT NULL AS published
       FROM badge JOIN credential ON credential.badge_id = badge.id
       WHERE learner_id = $1 AND cleared_at IS NULL FOR UPDATE OF credential
     ), ${clearing}`,
    [learner],
  );
}

/**
 * Makes at most so many published badges private again whose learners have the address of a retired one: they have asked to be
 * forgotten, and may still change their minds.
 *
 * @returns how many
 */
export async function unpublishRetired(
  transaction: Transaction,
  { emailPrefix, emailDomain }: Pick<RetiredNames, 'emailPrefix' | 'emailDomain'>,
  limit: number,
): Promise<number> {
  const rows = await transaction.query(
    `WITH chosen AS MATERIALIZED (
       SELECT badge_id, learner_id, template_id, true AS published
       FROM credential JOIN badge ON badge.id = badge_id JOIN learner ON learner.id = learner_id
         CROSS JOIN LATERAL (SELECT lower(trim(email)) AS address) AS told
         CROSS JOIN LATERAL (SELECT regexp_replace(address, '^.*@', '') AS domain) AS named
       WHERE published_at IS NOT NULL
         AND (domain = $1 OR starts_with(domain, $1 || '.')
           OR ($2 <> '' AND starts_with(address, $2) AND right(domain, 8) = '.invalid'))
       LIMIT $3 FOR UPDATE OF credential SKIP LOCKED
     ), ${noted}
     UPDATE credential SET published_at = NULL
     FROM chosen WHERE credential.badge_id = chosen.badge_id RETURNING credential.badge_id`,
    [emailDomain.toLowerCase(), emailPrefix.toLowerCase(), limit],
  );
  return rows.length;
}
