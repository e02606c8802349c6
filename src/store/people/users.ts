import { sql } from 'kysely';
import type { RoleName } from '../../roles.ts';
import type { Queryable, Transaction } from '../database/database.ts';
import { after, pageOf } from '../lists/paging.ts';
import type { Order, Page, Position } from '../lists/paging.ts';
import { queryBuilder } from '../lists/query-builder.ts';
import { endSessions } from './sessions.ts';

/** Somebody who can sign in. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Null: nothing is allowed until an admin gives a role. */
  readonly role: RoleName | null;
  /** Whether the role is what the LMS says, or an admin of Laurel. */
  readonly roleFrom: 'admin' | 'lms';
  readonly disabled: boolean;
  /** The learner that they are; null for those who never signed in with the LMS. */
  readonly lmsUserId: number | null;
  /** Whether the LMS says that the e-mail address is theirs. */
  readonly emailVerified: boolean;
  readonly signsInWith: readonly ('password' | 'lms')[];
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  /** Until when a link works by which they set their password; null: there is none. */
  readonly passwordLinkEndsAt: Date | null;
}

const signsInWith = `ARRAY(SELECT CASE provider_id WHEN 'credential' THEN 'password' ELSE provider_id END
    FROM auth_account WHERE user_id = auth_user.id ORDER BY auth_account.provider_id)`;

const passwordLinkEndsAt = `(SELECT expires_at FROM password_link WHERE user_id = auth_user.id AND expires_at > now())`;

const selection = `SELECT id, name, email, role, role_from AS "roleFrom", disabled, lms_user_id AS "lmsUserId",
    email_verified AS "emailVerified", ${signsInWith} AS "signsInWith",
    created_at AS "createdAt", last_seen_at AS "lastSeenAt", ${passwordLinkEndsAt} AS "passwordLinkEndsAt"
  FROM auth_user`;

export async function findUser(queryable: Queryable, id: string): Promise<User | null> {
  const [user] = await queryable.query<User>(`${selection} WHERE id = $1`, [id]);
  return user ?? null;
}

export async function findUserByEmail(queryable: Queryable, email: string): Promise<User | null> {
  const [user] = await queryable.query<User>(`${selection} WHERE email = $1`, [email.toLowerCase()]);
  return user ?? null;
}

/** Which users to list; everything is optional. */
export interface UserFilter {
  /** Only those with this role; `any`: with one, `none`: without. */
  readonly role?: RoleName | 'any' | 'none' | undefined;
  /** Only those whose e-mail address or name begins like this. */
  readonly search?: string | undefined;
}

const byEmail: Order<{ readonly email: string }> = {
  columns: [{ name: 'auth_user.email', type: 'text', valueOf: ({ email }) => email }],
  direction: 'asc',
};

/** Users by e-mail address. */
export async function listUsers(
  queryable: Queryable,
  { role, search }: UserFilter,
  position: Position | null,
  limit: number,
): Promise<Page<User>> {
  let query = queryBuilder(queryable)
    .selectFrom('auth_user')
    .select([
      'id',
      'name',
      'email',
      'role',
      'role_from as roleFrom',
      'disabled',
      'lms_user_id as lmsUserId',
      'email_verified as emailVerified',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      sql<('password' | 'lms')[]>`${sql.raw(signsInWith)}`.as('signsInWith'),
      sql<Date | null>`${sql.raw(passwordLinkEndsAt)}`.as('passwordLinkEndsAt'),
    ])
    .orderBy('email')
    .limit(limit + 1);
  if (role === 'any') query = query.where('role', 'is not', null);
  else if (role === 'none') query = query.where('role', 'is', null);
  else if (role !== undefined) query = query.where('role', '=', role);
  if (search !== undefined) {
    const pattern = `${search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) =>
      where.or([where('email', 'like', pattern), where(sql<string>`lower(name)`, 'like', pattern)]),
    );
  }
  if (position !== null) query = query.where(after(byEmail, position));
  return pageOf(await query.execute(), limit, byEmail, (user) => user);
}

/** Whether anybody looks after this site. */
export async function hasAdmin(queryable: Queryable): Promise<boolean> {
  const [row] = await queryable.query<{ has: boolean }>(
    `SELECT EXISTS (SELECT FROM auth_user WHERE role = 'admin' AND NOT disabled) AS has`,
  );
  return row?.has ?? false;
}

/**
 * The ids of the admins who can sign in, locked: changes of who is one wait for each other. Who was invited and has not come yet
 * can not; who came by a one-time link is here for as long as the session lasts.
 */
export async function lockAdmins(transaction: Transaction): Promise<string[]> {
  const rows = await transaction.query<{ id: string }>(
    `SELECT id FROM auth_user WHERE role = 'admin' AND NOT disabled
       AND (EXISTS (SELECT FROM auth_account WHERE user_id = auth_user.id)
            OR EXISTS (SELECT FROM auth_session WHERE user_id = auth_user.id AND expires_at > now()))
     ORDER BY id FOR UPDATE`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Makes a user who signs in with a password.
 *
 * @returns the id; null when the e-mail address is taken
 */
export async function insertUser(
  transaction: Transaction,
  { name, email, role }: { readonly name: string; readonly email: string; readonly role: RoleName },
  passwordHash: string,
): Promise<string | null> {
  const [row] = await transaction.query<{ id: string }>(
    `WITH added AS (
       INSERT INTO auth_user (name, email, role) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING RETURNING id)
     INSERT INTO auth_account (user_id, provider_id, account_id, password)
     SELECT id, 'credential', id::text, $4 FROM added RETURNING user_id AS id`,
    [name, email.toLowerCase(), role, passwordHash],
  );
  return row?.id ?? null;
}

/**
 * Makes a user who can't sign in yet.
 *
 * @returns the id; null when the e-mail address is taken
 */
export async function insertInvited(
  transaction: Transaction,
  { name, email, role }: { readonly name: string; readonly email: string; readonly role: RoleName },
): Promise<string | null> {
  const [row] = await transaction.query<{ id: string }>(
    'INSERT INTO auth_user (name, email, role) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING RETURNING id',
    [name, email.toLowerCase(), role],
  );
  return row?.id ?? null;
}

/** Removes somebody, and everything by which they could sign in. */
export async function deleteUser(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('DELETE FROM auth_user WHERE id = $1', [id]);
}

/**
 * Calls somebody otherwise. Of another address nobody has said that it is theirs.
 *
 * @returns false when somebody else has the e-mail address
 */
export async function renameUser(
  transaction: Transaction,
  id: string,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<boolean> {
  const renamed = await transaction.query(
    `UPDATE auth_user SET name = $2, email = $3, email_verified = email_verified AND email = $3, updated_at = now()
     WHERE id = $1 AND NOT EXISTS (SELECT FROM auth_user other WHERE other.email = $3 AND other.id <> $1)
     RETURNING id`,
    [id, name, email.toLowerCase()],
  );
  return renamed.length > 0;
}

/** Gives what an admin has decided; whoever is disabled is signed out everywhere. */
export async function updateUser(
  transaction: Transaction,
  id: string,
  { role, disabled }: { readonly role: RoleName | null; readonly disabled: boolean },
): Promise<void> {
  await transaction.query(
    `UPDATE auth_user
     SET role_from = CASE WHEN role IS DISTINCT FROM $2 THEN 'admin' ELSE role_from END,
         role = $2, disabled = $3, updated_at = now()
     WHERE id = $1`,
    [id, role, disabled],
  );
  if (disabled) await endSessions(transaction, id);
}

/** The scrypt hash of somebody's password; null for those who have none. */
export async function findPasswordHash(queryable: Queryable, id: string): Promise<string | null> {
  const [row] = await queryable.query<{ password: string | null }>(
    `SELECT password FROM auth_account WHERE user_id = $1 AND provider_id = 'credential'`,
    [id],
  );
  return row?.password ?? null;
}

/** Keeps the same password in another form of hash, unless it was changed in this moment. */
export async function renewPasswordHash(
  queryable: Queryable,
  id: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await queryable.query(
    `UPDATE auth_account SET password = $3 WHERE user_id = $1 AND provider_id = 'credential' AND password = $2`,
    [id, from, to],
  );
}

/** Sets a password, the first one too, and signs its owner out everywhere. */
export async function setPasswordHash(transaction: Transaction, id: string, passwordHash: string): Promise<void> {
  await transaction.query(
    `INSERT INTO auth_account (user_id, provider_id, account_id, password) VALUES ($1::uuid, 'credential', $1::uuid::text, $2)
     ON CONFLICT (user_id, provider_id) DO UPDATE SET password = excluded.password, updated_at = now()`,
    [id, passwordHash],
  );
  await endSessions(transaction, id);
}

/**
 * Lets somebody sign in as a user of the LMS.
 *
 * @returns false when somebody else does
 */
export async function setLmsUser(transaction: Transaction, id: string, lmsUserId: number): Promise<boolean> {
  const [taken] = await transaction.query(
    `SELECT FROM auth_account WHERE provider_id = 'lms' AND account_id = $1::bigint::text AND user_id <> $2`,
    [lmsUserId, id],
  );
  if (taken) return false;
  await transaction.query('UPDATE auth_user SET lms_user_id = $2, updated_at = now() WHERE id = $1', [id, lmsUserId]);
  await transaction.query(
    `INSERT INTO auth_account (user_id, provider_id, account_id) VALUES ($1, 'lms', $2::bigint::text)
     ON CONFLICT (user_id, provider_id) DO UPDATE SET account_id = excluded.account_id, updated_at = now()`,
    [id, lmsUserId],
  );
  return true;
}
