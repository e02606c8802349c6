import { rankOf } from '../../roles.ts';
import type { RoleName } from '../../roles.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { lockLearner } from '../engine/learners.ts';

/** Somebody whom the LMS has vouched for. */
export interface AdmittedPerson {
  /** LMS user id. */
  readonly lmsUserId: number;
  readonly email: string;
  /** Whether the LMS says that the address is theirs. */
  readonly emailVerified: boolean;
  readonly name: string;
  /** The role that the LMS's word gives; an admin's word goes first. */
  readonly role: RoleName | null;
}

/** How it ended; `roleBefore` is undefined for somebody new. */
export type Admission =
  | {
      readonly kind: 'admitted';
      readonly id: string;
      readonly role: RoleName | null;
      readonly roleBefore?: RoleName | null;
      /** Who had the e-mail address until now, and lost it to them. */
      readonly displaced: string | null;
    }
  | { readonly kind: 'disabled' }
  /** Another user has this e-mail address, and keeps it. An address alone never makes two people one. */
  | { readonly kind: 'email_taken' };

interface Known {
  readonly id: string;
  readonly role: RoleName | null;
  readonly roleFrom: 'admin' | 'lms';
  readonly disabled: boolean;
}

/** When a role that the LMS gave ends, as an SQL expression; null for roles that an admin gave. */
export function lmsRoleEndOf(user: string, days: string): string {
  return `(CASE WHEN ${user}.role_from = 'lms' AND ${user}.role IS NOT NULL
    THEN coalesce(${user}.lms_confirmed_at, ${user}.created_at) + ${days}::integer * interval '1 day' END)`;
}

/** Whether an admin of Laurel has disabled somebody, or they are retired; false for who never signed in. */
export async function isLmsPersonDisabled(queryable: Queryable, lmsUserId: number): Promise<boolean> {
  const [row] = await queryable.query<{ disabled: boolean }>(
    `SELECT EXISTS (SELECT FROM auth_user WHERE lms_user_id = $1 AND disabled)
       OR EXISTS (SELECT FROM learner WHERE id = $1 AND retired_at IS NOT NULL) AS disabled`,
    [lmsUserId],
  );
  return row?.disabled ?? false;
}

/**
 * Finds, or makes, the user of somebody who signed in with the LMS. They are known by the LMS user id and by nothing
 * else. Name and e-mail address follow the LMS, and so does the role as long as no admin of Laurel has given one.
 *
 * In the LMS an address can pass from one to another, and two can swap theirs; the one whom Laurel meets first then finds it
 * taken here. Whoever has it here only because the LMS said so once, loses it ({@link displace}).
 */
export async function admitLmsPerson(transaction: Transaction, person: AdmittedPerson): Promise<Admission> {
  // Held to the end, so that nobody comes in while they are retired: a token of the LMS outlives the account.
  const learner = await lockLearner(transaction, person.lmsUserId);
  if (learner?.retired) return { kind: 'disabled' };
  const known = await findKnown(transaction, person.lmsUserId);
  if (known?.disabled) return { kind: 'disabled' };
  const holder = await findHolder(transaction, person);
  const displaced = holder !== null && (await displace(transaction, holder, person, known?.role ?? null));
  if (known) return renew(transaction, known, person, displaced ? holder.id : null);
  // Somebody who signs in twice at once is made once: the second waits here, and then knows the first.
  const [added] = await transaction.query<{ id: string }>(
    `INSERT INTO auth_user (name, email, email_verified, role, role_from, lms_user_id, lms_confirmed_at)
     VALUES ($1, $2, $3, $4, 'lms', $5, now()) ON CONFLICT DO NOTHING RETURNING id`,
    [person.name, person.email, person.emailVerified, person.role, person.lmsUserId],
  );
  if (!added) {
    const meanwhile = await findKnown(transaction, person.lmsUserId);
    return meanwhile ? renew(transaction, meanwhile, person, null) : { kind: 'email_taken' };
  }
  await transaction.query(
    `INSERT INTO auth_account (user_id, provider_id, account_id) VALUES ($1, 'lms', $2::bigint::text)`,
    [added.id, person.lmsUserId],
  );
  return { kind: 'admitted', id: added.id, role: person.role, displaced: displaced ? holder.id : null };
}

async function findKnown(transaction: Transaction, lmsUserId: number): Promise<Known | undefined> {
  const [known] = await transaction.query<Known>(
    `SELECT id, role, role_from AS "roleFrom", disabled FROM auth_user WHERE lms_user_id = $1 FOR UPDATE`,
    [lmsUserId],
  );
  return known;
}

/** Somebody else who has the address. */
interface AddressHolder {
  readonly id: string;
  readonly lmsUserId: number | null;
  readonly role: RoleName | null;
  readonly hasPassword: boolean;
}

async function findHolder(transaction: Transaction, person: AdmittedPerson): Promise<AddressHolder | null> {
  const [holder] = await transaction.query<AddressHolder>(
    `SELECT id, lms_user_id::double precision AS "lmsUserId", role,
            EXISTS (SELECT FROM auth_account WHERE user_id = auth_user.id AND provider_id = 'credential') AS "hasPassword"
     FROM auth_user WHERE email = $1 AND lms_user_id IS DISTINCT FROM $2 FOR UPDATE`,
    [person.email, person.lmsUserId],
  );
  return holder ?? null;
}

/**
 * Takes the address from whoever has it here, when the LMS alone said that it is theirs and now says that it is another's. They
 * stay who they are, for the LMS user id tells, and get their new address when they sign in next. Somebody who signs in with a
 * password, or who may do more than the newcomer, keeps the address: it would name the wrong one to admins. An address that
 * the LMS has not verified takes nothing from anybody.
 *
 * @returns whether the address is free now
 */
async function displace(
  transaction: Transaction,
  holder: AddressHolder,
  person: AdmittedPerson,
  roleNow: RoleName | null,
): Promise<boolean> {
  const newcomer = Math.max(rankOf(roleNow), rankOf(person.role));
  if (holder.lmsUserId === null || holder.hasPassword || !person.emailVerified || rankOf(holder.role) > newcomer)
    return false;
  await transaction.query(`UPDATE auth_user SET email = $2, email_verified = false, updated_at = now() WHERE id = $1`, [
    holder.id,
    unknownAddress(holder.lmsUserId),
  ]);
  return true;
}

/** Stands in for the address of somebody whose own is unknown until they sign in again; nothing is ever sent there (RFC 2606). */
function unknownAddress(lmsUserId: number): string {
  return `lms-user-${lmsUserId}@unknown.invalid`;
}

async function renew(
  transaction: Transaction,
  known: Known,
  person: AdmittedPerson,
  displaced: string | null,
): Promise<Admission> {
  if (known.disabled) return { kind: 'disabled' };
  const role = known.roleFrom === 'lms' ? person.role : known.role;
  // A new e-mail address that somebody else keeps is left to them.
  await transaction.query(
    `UPDATE auth_user
     SET name = $2, role = $4, lms_confirmed_at = now(), updated_at = now(),
         email = CASE WHEN taken THEN email ELSE $3 END,
         email_verified = CASE WHEN taken THEN email_verified ELSE $5::boolean END
     FROM (SELECT EXISTS (SELECT FROM auth_user AS other WHERE other.email = $3 AND other.id <> $1) AS taken) AS address
     WHERE id = $1`,
    [known.id, person.name, person.email, role, person.emailVerified],
  );
  return { kind: 'admitted', id: known.id, role, roleBefore: known.role, displaced };
}
