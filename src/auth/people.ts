import { LaurelError } from '../errors.ts';
import { told } from '../told.ts';
import type { Told } from '../told.ts';
import type { RoleName } from '../roles.ts';
import { appendAudit } from '../store/operators/audit.ts';
import type { Actor } from '../store/operators/audit.ts';
import type { Database, Transaction } from '../store/database/database.ts';
import { dropPasswordLink } from '../store/people/password-links.ts';
import { deleteApiKeysOf } from '../store/people/api-keys.ts';
import {
  findUser,
  findUserByEmail,
  insertUser,
  lockAdmins,
  renameUser,
  setLmsUser,
  setPasswordHash,
  updateUser,
} from '../store/people/users.ts';
import type { User } from '../store/people/users.ts';
import { passwordHashing } from './password-hash.ts';
import type { PasswordHashing } from './password-hash.ts';
import { weaknessOf } from './password-rules.ts';

/** Who makes a change, for the audit. */
export interface By {
  readonly actor: Actor;
  readonly requestId?: string;
}

/**
 * Makes somebody who signs in with a password.
 *
 * @throws LaurelError USER_EXISTS, PASSWORD_WEAK
 */
export async function createUser(
  database: Database,
  {
    password,
    ...person
  }: { readonly name: string; readonly email: string; readonly role: RoleName; readonly password: string },
  by: By,
  hashing: PasswordHashing = passwordHashing,
): Promise<User> {
  await refuseWeak(password, person);
  const passwordHash = await hashing.hash(password);
  return database.transaction(async (transaction) => {
    const id = await insertUser(transaction, person, passwordHash);
    if (id === null) throw new LaurelError('USER_EXISTS', await whoHas(transaction, person.email));
    const after = { ...person, email: person.email.toLowerCase(), disabled: false };
    await audit(transaction, by, 'user.create', id, { before: null, after });
    return requireUser(transaction, id);
  });
}

/**
 * Changes what somebody may do, or whether they can sign in at all. Somebody always looks after the site: the last admin
 * stays one.
 *
 * @throws LaurelError USER_NOT_FOUND, LAST_ADMIN
 */
export async function changeUser(
  database: Database,
  id: string,
  { role, disabled }: { readonly role: RoleName | null; readonly disabled: boolean },
  by: By,
): Promise<User> {
  return database.transaction(async (transaction) => {
    // Before it is looked at who is an admin: two who step back at once would else not see each other.
    const admins = await lockAdmins(transaction);
    const before = await requireUser(transaction, id);
    const stays = role === 'admin' && !disabled;
    if (!stays && admins.includes(id) && admins.length === 1)
      throw new LaurelError('LAST_ADMIN', told`Give somebody else the role "admin" first.`);
    if (before.role === role && before.disabled === disabled) return before;
    await updateUser(transaction, id, { role, disabled });
    await audit(transaction, by, 'user.update', id, {
      before: { role: before.role, disabled: before.disabled },
      after: { role, disabled },
    });
    return requireUser(transaction, id);
  });
}

/**
 * Changes how somebody is called, and the address by which they sign in. A link that was made for another address ends: it may
 * have gone to somebody else.
 *
 * @throws LaurelError USER_NOT_FOUND, USER_EXISTS, USER_FROM_LMS
 */
export async function editUser(
  database: Database,
  id: string,
  wanted: { readonly name?: string | undefined; readonly email?: string | undefined },
  by: By,
): Promise<User> {
  return database.transaction(async (transaction) => {
    const before = await requireUser(transaction, id);
    const after = { name: wanted.name ?? before.name, email: (wanted.email ?? before.email).toLowerCase() };
    if (after.name === before.name && after.email === before.email) return before;
    if (before.signsInWith.includes('lms'))
      throw new LaurelError(
        'USER_FROM_LMS',
        told`Change it in the LMS. Laurel uses the new one from the user's next sign-in.`,
      );
    if (!(await renameUser(transaction, id, after)))
      throw new LaurelError('USER_EXISTS', await whoHas(transaction, after.email));
    if (after.email !== before.email) await dropPasswordLink(transaction, id);
    await audit(transaction, by, 'user.edit', id, { before: { name: before.name, email: before.email }, after });
    return requireUser(transaction, id);
  });
}

/** A new password, and what shall end with the old one besides all sessions. */
export interface NewPassword {
  readonly password: string;
  /** Also revokes the API keys that its owner has made: one of them may be in the wrong hands, too. */
  readonly revokeKeys: boolean;
}

/**
 * Sets somebody's password, and signs them out everywhere.
 *
 * @returns with the names of the API keys that were revoked
 * @throws LaurelError USER_NOT_FOUND, PASSWORD_WEAK
 */
export async function resetPassword(
  database: Database,
  id: string,
  { password, revokeKeys }: NewPassword,
  by: By,
  hashing: PasswordHashing = passwordHashing,
): Promise<{ readonly user: User; readonly revokedKeys: readonly string[] }> {
  const owner = await findUser(database, id);
  if (owner !== null) await refuseWeak(password, owner);
  const passwordHash = await hashing.hash(password);
  return database.transaction(async (transaction) => {
    await requireUser(transaction, id);
    await setPasswordHash(transaction, id, passwordHash);
    const revokedKeys = revokeKeys ? await deleteApiKeysOf(transaction, id) : [];
    const after = revokeKeys ? { revokedKeys } : null;
    await audit(transaction, by, 'user.password', id, { before: null, after });
    return { user: await requireUser(transaction, id), revokedKeys };
  });
}

/**
 * Lets somebody who signs in with a password sign in with the LMS too. That two are one person somebody has to say; an
 * equal e-mail address does not.
 *
 * @throws LaurelError USER_NOT_FOUND, USER_EXISTS when somebody else here is that user of the LMS
 */
export async function connectLms(database: Database, id: string, lmsUserId: number, by: By): Promise<User> {
  return database.transaction(async (transaction) => {
    const { lmsUserId: before } = await requireUser(transaction, id);
    if (!(await setLmsUser(transaction, id, lmsUserId)))
      throw new LaurelError(
        'USER_EXISTS',
        told`User ${String(lmsUserId)} of the LMS already signs in as somebody else here.`,
      );
    await audit(transaction, by, 'user.connect_lms', id, { before: { lmsUserId: before }, after: { lmsUserId } });
    return requireUser(transaction, id);
  });
}

/** Who has an address already, in words for the admin who wants it for somebody. */
export async function whoHas(transaction: Transaction, email: string): Promise<Told[]> {
  const holder = await findUserByEmail(transaction, email);
  if (holder === null || holder.lmsUserId === null || holder.signsInWith.includes('password'))
    return [told`Give that user another role, or choose another e-mail address.`];
  return [
    holder.emailVerified
      ? told`This address belongs to somebody who signs in with the LMS as user ${String(holder.lmsUserId)}.`
      : told`This address belongs to somebody who signs in with the LMS as user ${String(holder.lmsUserId)}, but the LMS has not verified it.`,
    told`Give that user a role only if you are sure that it is the person you mean. Otherwise choose another address.`,
  ];
}

/** @throws LaurelError PASSWORD_WEAK */
export async function refuseWeak(
  password: string,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<void> {
  const weakness = await weaknessOf(password, [name, email]);
  if (weakness !== null) throw new LaurelError('PASSWORD_WEAK', weakness);
}

/** @throws LaurelError USER_NOT_FOUND */
export async function requireUser(transaction: Transaction, id: string): Promise<User> {
  const user = await findUser(transaction, id);
  if (user === null) throw new LaurelError('USER_NOT_FOUND', told`Look for it in the list of users.`);
  return user;
}

async function audit(
  transaction: Transaction,
  by: By,
  action: string,
  target: string,
  change: { readonly before: object | null; readonly after: object | null },
): Promise<void> {
  await appendAudit(transaction, { ...by, action, targetType: 'user', target, ...change });
}
