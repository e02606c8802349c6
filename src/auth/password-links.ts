import { randomBytes } from 'node:crypto';
import { LaurelError } from '../errors.ts';
import { sendMail } from '../mail/mailer.ts';
import { passwordLinkMail } from '../mail/password-link-mail.ts';
import type { MailLanguage } from '../mail/password-link-mail.ts';
import type { RoleName } from '../roles.ts';
import type { MailSettings } from '../settings/mail.ts';
import type { Database, Transaction } from '../store/database/database.ts';
import { appendAudit } from '../store/operators/audit.ts';
import {
  dropPasswordLink,
  findPasswordLink,
  putPasswordLink,
  takePasswordLink,
} from '../store/people/password-links.ts';
import { deleteUser, findUser, insertInvited, setPasswordHash } from '../store/people/users.ts';
import type { User } from '../store/people/users.ts';
import { told } from '../told.ts';
import type { PasswordHashing } from './password-hash.ts';
import { refuseWeak, requireUser, whoHas } from './people.ts';
import type { By } from './people.ts';
import { hashOf } from './sign-in-links.ts';

/** A link to set a password by. Its token is in the path, behind the #, and nowhere else. */
export interface PasswordLink {
  readonly user: User;
  /** To be put behind the address of the site. */
  readonly path: string;
  readonly endsAt: Date;
}

/**
 * Makes somebody who can't sign in yet, and the link by which they choose their password.
 *
 * @throws LaurelError USER_EXISTS
 */
export async function inviteUser(
  database: Database,
  person: { readonly name: string; readonly email: string; readonly role: RoleName },
  hours: number,
  by: By,
): Promise<PasswordLink> {
  return database.transaction(async (transaction) => {
    const id = await insertInvited(transaction, person);
    if (id === null) throw new LaurelError('USER_EXISTS', await whoHas(transaction, person.email));
    const link = await make(transaction, id, hours);
    const after = { ...person, email: person.email.toLowerCase(), hours };
    await note(transaction, by, 'user.invite', id, null, after);
    return link;
  });
}

/**
 * Makes a link by which somebody sets their password: another one, or the first one when they were invited. The link that they
 * had ends; their password and their sessions end when it is used.
 *
 * @throws LaurelError USER_NOT_FOUND, USER_DISABLED
 */
export async function makePasswordLink(database: Database, id: string, hours: number, by: By): Promise<PasswordLink> {
  return database.transaction(async (transaction) => {
    const { disabled } = await requireUser(transaction, id);
    if (disabled) throw new LaurelError('USER_DISABLED', told`Enable the user first, then create the link.`);
    const link = await make(transaction, id, hours);
    await note(transaction, by, 'user.password_link', id, null, { hours });
    return link;
  });
}

/** How a link goes out by mail. */
export interface ByMail {
  /** Null: this site sends none. */
  readonly mail: MailSettings | null;
  /** Of the site, which the link begins with. */
  readonly publicUrl: string;
  readonly language: MailLanguage;
}

/**
 * Sends somebody the link that was made for them, to the address by which they sign in. It can be sent again.
 *
 * @param token what stands behind the # of the link
 * @returns the address
 * @throws LaurelError MAIL_NOT_SET, MAIL_NOT_SENT, PASSWORD_LINK_NOT_FOUND when the link is somebody else's or does not work
 */
export async function mailPasswordLink(
  database: Database,
  { id, token }: { readonly id: string; readonly token: string },
  { mail, publicUrl, language }: ByMail,
  by: By,
): Promise<string> {
  if (mail === null)
    throw new LaurelError(
      'MAIL_NOT_SET',
      told`Copy the link and send it yourself, or set LAUREL_SMTP_URL (docs/settings.md).`,
    );
  const link = await lookAtPasswordLink(database, token);
  if (link === null || link.user.id !== id)
    throw new LaurelError('PASSWORD_LINK_NOT_FOUND', told`It was used, has expired, or was revoked already.`);
  await sendMail(mail, passwordLinkMail({ ...link, url: publicUrl + pathOf(token) }, language));
  const { email } = link.user;
  await database.transaction((transaction) =>
    note(transaction, by, 'user.password_link_mail', id, null, { email, language }),
  );
  return email;
}

/**
 * Takes somebody's link back. Whoever was invited and has no other way to sign in is removed with it: nothing is known of them
 * but what the invitation said.
 *
 * @returns whether the person was removed
 * @throws LaurelError USER_NOT_FOUND, PASSWORD_LINK_NOT_FOUND
 */
export async function revokePasswordLink(
  database: Database,
  id: string,
  by: By,
): Promise<{ readonly removed: boolean }> {
  return database.transaction(async (transaction) => {
    const { name, email, role, signsInWith } = await requireUser(transaction, id);
    const dropped = await dropPasswordLink(transaction, id);
    const removed = signsInWith.length === 0;
    if (!dropped && !removed)
      throw new LaurelError('PASSWORD_LINK_NOT_FOUND', told`It was used, has expired, or was revoked already.`);
    if (removed) {
      await deleteUser(transaction, id);
      await note(transaction, by, 'user.invitation_revoke', id, { name, email, role }, null);
    } else await note(transaction, by, 'user.password_link_revoke', id, null, null);
    return { removed };
  });
}

/** Whose password a link sets; null when it does not work. The link is not used up. */
export async function lookAtPasswordLink(
  database: Database,
  token: string,
): Promise<{ readonly user: User; readonly endsAt: Date } | null> {
  const link = await findPasswordLink(database, hashOf(token));
  const user = link && (await findUser(database, link.userId));
  return link && user && { user, endsAt: link.endsAt };
}

/**
 * Sets a password by a link, which is used up, and signs its owner out everywhere.
 *
 * @returns the id of the owner; null when the link does not work
 * @throws LaurelError PASSWORD_WEAK, and the link still works
 */
export async function usePasswordLink(
  database: Database,
  { token, password, requestId }: { readonly token: string; readonly password: string; readonly requestId: string },
  hashing: PasswordHashing,
): Promise<string | null> {
  const found = await lookAtPasswordLink(database, token);
  if (found === null) return null;
  await refuseWeak(password, found.user);
  const passwordHash = await hashing.hash(password);
  return database.transaction(async (transaction) => {
    const id = await takePasswordLink(transaction, hashOf(token));
    if (id === null) return null;
    await setPasswordHash(transaction, id, passwordHash);
    const by: By = { actor: { id: `user:${id}`, name: found.user.name }, requestId };
    await note(transaction, by, 'user.password', id, null, { by: 'link' });
    return id;
  });
}

async function make(transaction: Transaction, userId: string, hours: number): Promise<PasswordLink> {
  const token = randomBytes(32).toString('base64url');
  const endsAt = await putPasswordLink(transaction, { tokenHash: hashOf(token), userId, hours });
  return { user: await requireUser(transaction, userId), path: pathOf(token), endsAt };
}

/** Behind the #, which no browser sends: it gets into no log and no Referer. */
function pathOf(token: string): string {
  return `/sign-in/password#${token}`;
}

async function note(
  transaction: Transaction,
  by: By,
  action: string,
  target: string,
  before: object | null,
  after: object | null,
): Promise<void> {
  await appendAudit(transaction, { ...by, action, targetType: 'user', target, before, after });
}
