import type { RoleName } from '../../roles.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { appendAudit } from '../operators/audit.ts';
import type { ChangedBy } from '../operators/audit.ts';
import type { RetiredNames } from '../open-badges/retired-learners.ts';

/** What of a retired learner stays in texts: by it messages are found that nobody can read. */
export interface FormerNames {
  readonly username: string;
  readonly email: string;
  readonly name: string;
}

/** What retiring a learner means here. */
export interface RetirementPreview {
  /** LMS user id. */
  readonly learner: number;
  readonly state: 'unknown' | 'known' | 'retired';
  readonly names: FormerNames;
  /** Badges that stay as rows without a name: all, those whose page ends, and those that providers hold and keep. */
  readonly badges: number;
  readonly published: number;
  readonly atProviders: number;
  /** Issues that are due and are not made any more. */
  readonly notIssued: number;
  /** Lines of the history whose texts and values are removed. */
  readonly history: number;
  /** With which role they sign in here; null: without one, or not at all. */
  readonly signIn: { readonly role: RoleName | null } | null;
  /** Whether somebody who signs in here without the LMS has the same address: they stay. */
  readonly sameAddress: boolean;
}

/**
 * Marks a learner as retired: from now on nothing is decided, issued or shown of them, and no event changes who they are. One who is
 * not known here is noted by the LMS user id alone, so that no late event brings them in.
 *
 * @param by who did it; left out: the platform's own names say so
 * @returns the names that are to be removed
 */
export async function markRetired(transaction: Transaction, learner: number, by?: ChangedBy): Promise<FormerNames> {
  const [before] = await transaction.query<{ retired: boolean }>(
    'SELECT retired_at IS NOT NULL AS retired FROM learner WHERE id = $1 FOR UPDATE',
    [learner],
  );
  const [row] = await transaction.query<FormerNames>(
    `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event, retired_at)
     VALUES ($1, '', '', '', false, now(), '', now())
     ON CONFLICT (id) DO UPDATE SET retired_at = coalesce(learner.retired_at, now()), is_active = false
     RETURNING username, email, name`,
    [learner],
  );
  if (by !== undefined && before?.retired !== true)
    await appendAudit(transaction, {
      ...by,
      action: 'learner.retire',
      targetType: 'learner',
      target: String(learner),
      before: null,
      after: null,
    });
  return row ?? { username: '', email: '', name: '' };
}

/**
 * Waits until everybody has parked who began before: they may not have known who is retired. Whoever parks later asks
 * ({@link holdParking}).
 */
export async function waitForParking(transaction: Transaction): Promise<void> {
  await transaction.query('LOCK TABLE parked_message IN SHARE MODE');
}

/**
 * Says that this transaction parks messages, so that a retirement waits for it.
 *
 * @returns whether anybody is retired at all
 */
export async function holdParking(transaction: Transaction): Promise<boolean> {
  await transaction.query('LOCK TABLE parked_message IN ROW EXCLUSIVE MODE');
  const [row] = await transaction.query<{ any: boolean }>(
    'SELECT EXISTS (SELECT FROM learner WHERE retired_at IS NOT NULL) AS any',
  );
  return row?.any ?? false;
}

/** Those of these learners who are retired. */
export async function retiredAmong(queryable: Queryable, learners: readonly number[]): Promise<ReadonlySet<number>> {
  if (learners.length === 0) return new Set();
  const rows = await queryable.query<{ id: number }>(
    `SELECT id FROM learner WHERE retired_at IS NOT NULL
       AND id IN (SELECT value::bigint FROM json_array_elements_text($1::json))`,
    [JSON.stringify(learners)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Learners whose retirement was begun and not finished, or whom the platform calls by a retired user name. */
export async function unfinishedRetirements(
  queryable: Queryable,
  { usernamePrefix }: Pick<RetiredNames, 'usernamePrefix'>,
): Promise<number[]> {
  const rows = await queryable.query<{ id: number }>(
    `SELECT id FROM learner WHERE retired_at IS NOT NULL AND (username <> '' OR email <> '' OR name <> '')
     UNION
     SELECT lms_user_id FROM auth_user JOIN learner ON learner.id = lms_user_id WHERE retired_at IS NOT NULL
     UNION
     SELECT id FROM learner
     WHERE $1 <> '' AND lower(username) COLLATE "C" >= $1 AND lower(username) COLLATE "C" < $1 || $2`,
    [usernamePrefix.toLowerCase(), '\u{10FFFF}'],
  );
  return rows.map(({ id }) => id);
}

/** What retiring a learner would mean, without the messages that are about them. */
export async function previewRetirement(queryable: Queryable, learner: number): Promise<RetirementPreview> {
  const [row] = await queryable.query<
    Omit<RetirementPreview, 'learner' | 'state' | 'names' | 'signIn'> &
      FormerNames & {
        readonly state: RetirementPreview['state'];
        readonly signs_in: boolean;
        readonly role: RoleName | null;
      }
  >(
    `SELECT coalesce(username, '') AS username, coalesce(email, '') AS email, coalesce(name, '') AS name,
       CASE WHEN id IS NULL THEN 'unknown' WHEN retired_at IS NULL THEN 'known' ELSE 'retired' END AS state,
       (SELECT count(*) FROM badge WHERE learner_id = $1)::integer AS badges,
       (SELECT count(*) FROM badge JOIN credential ON badge_id = badge.id
        WHERE learner_id = $1 AND published_at IS NOT NULL)::integer AS published,
       (SELECT count(*) FROM badge JOIN badge_place AS place ON place.id = place_id
        WHERE learner_id = $1 AND origin <> 'openedx' AND external_id IS NOT NULL AND status = 'awarded')::integer AS "atProviders",
       (SELECT count(*) FROM badge WHERE learner_id = $1 AND due = 'issue')::integer AS "notIssued",
       (SELECT count(*) FROM history WHERE learner_id = $1)::integer AS history,
       EXISTS (SELECT FROM auth_user WHERE lms_user_id = $1) AS signs_in,
       (SELECT role FROM auth_user WHERE lms_user_id = $1) AS role,
       EXISTS (SELECT FROM auth_user WHERE auth_user.email = lower(learner.email) AND lms_user_id IS DISTINCT FROM $1) AS "sameAddress"
     FROM (SELECT $1::bigint AS wanted) AS asked LEFT JOIN learner ON learner.id = wanted`,
    [learner],
  );
  if (row === undefined) throw new Error('a query without a row');
  const { username, email, name, signs_in: signsIn, role, ...counts } = row;
  return { ...counts, learner, names: { username, email, name }, signIn: signsIn ? { role } : null };
}
