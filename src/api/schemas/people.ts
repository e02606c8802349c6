import { z } from 'zod';
import { longestPassword, shortestPassword } from '../../auth/password-rules.ts';
import { keyRoleNames, roleNames } from '../../roles.ts';
import { learnerNumber, pageOf, pageQuery, timestamp, nameOf } from './common.ts';

export const role = z.enum(roleNames).meta({ description: 'What a person can do; see docs/access.md.' });
export type Role = z.output<typeof role>;

export const keyRole = z.enum(keyRoleNames).meta({
  description:
    'What an API key can do; `metrics`: only read /metrics; `retirement`: only retire learners. See docs/access.md.',
});
export type KeyRole = z.output<typeof keyRole>;

export const permission = z.enum(['metrics', 'retire', 'read', 'design', 'operate', 'administer']);
export type Permission = z.output<typeof permission>;

/** Who is signed in. */
export const session = z
  .strictObject({
    actor: z.strictObject({
      kind: z.enum(['user', 'key']),
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      role: keyRole.nullable().meta({ description: 'Null: no admin has given them a role yet; they can do nothing.' }),
    }),
    permissions: z.array(permission),
    learner: learnerNumber.nullable().meta({
      description:
        'LMS user id of a person who signed in with the LMS: their own badges are at /api/v1/my/badges. Null for everybody else.',
    }),
  })
  .meta({ id: 'Session' });

export type Session = z.output<typeof session>;

/** How people can sign in here; for the sign-in page. */
export const signInMethods = z
  .strictObject({
    password: z.boolean(),
    lms: z.boolean(),
    anyUser: z
      .boolean()
      .meta({ description: 'False on a new site: create the first admin with `laurel admin create`.' }),
  })
  .meta({ id: 'SignInMethods' });
export type SignInMethods = z.output<typeof signInMethods>;

export const user = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: role.nullable(),
    disabled: z.boolean(),
    signsInWith: z.array(z.enum(['password', 'lms'])),
    createdAt: timestamp,
    lastSeenAt: timestamp.nullable(),
    passwordLinkEndsAt: timestamp.nullable().meta({
      description: 'Until when the link works with which they set their password; null: there is no link.',
    }),
  })
  .meta({ id: 'User' });
export type User = z.output<typeof user>;
export const userList = pageOf(user, 'UserList');

export const userQuery = z.strictObject({
  ...pageQuery,
  role: z
    .enum([...roleNames, 'any', 'none'])
    .optional()
    .meta({ description: 'Only people with this role; `any`: with a role, `none`: without one.' }),
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Only people whose e-mail address or name begins with this.' }),
});

export const password = z.string().min(shortestPassword).max(longestPassword).meta({ writeOnly: true });

export const userCreate = z
  .strictObject({ name: nameOf(200), email: z.email().max(300), role, password })
  .meta({ id: 'UserCreate' });

export const userInvite = userCreate.omit({ password: true }).meta({ id: 'UserInvite' });

export const userUpdate = z.strictObject({ role: role.nullable(), disabled: z.boolean() }).meta({ id: 'UserUpdate' });

export const userEdit = z
  .strictObject({ name: userCreate.shape.name, email: userCreate.shape.email })
  .meta({ id: 'UserEdit', description: 'The name of a person, and the e-mail address with which they sign in.' });

/** A link by which somebody sets their password: an invitation, or because they forgot it. */
export const passwordLink = z
  .strictObject({
    user,
    url: z.string().meta({
      description:
        'The link, shown only once. Give it only to its owner. Without a public URL, it begins with a slash: put the address of this site in front.',
    }),
    endsAt: timestamp,
    mailable: z
      .boolean()
      .meta({ description: 'Whether this site can send the link by e-mail: see `mailPasswordLink`.' }),
  })
  .meta({ id: 'PasswordLink' });
export type PasswordLink = z.output<typeof passwordLink>;

export const passwordLinkRevoked = z
  .strictObject({
    removed: z
      .boolean()
      .meta({ description: 'Whether the person was removed, too, because they had not signed in yet.' }),
  })
  .meta({ id: 'PasswordLinkRevoked' });
export type PasswordLinkRevoked = z.output<typeof passwordLinkRevoked>;

export const passwordLinkToken = z
  .strictObject({ token: z.string().min(1).max(200) })
  .meta({ id: 'PasswordLinkToken' });

export const passwordLinkMail = passwordLinkToken
  .extend({
    token: passwordLinkToken.shape.token.meta({ description: 'The part of the link after the #.' }),
    language: z
      .enum(['en', 'ar'])
      .optional()
      .meta({ description: 'The language of the e-mail; default: the language of the site (LAUREL_LANGUAGE).' }),
  })
  .meta({ id: 'PasswordLinkMail' });

export const passwordLinkMailed = z
  .strictObject({ to: z.string().meta({ description: 'The address that the e-mail was sent to.' }) })
  .meta({ id: 'PasswordLinkMailed' });
export type PasswordLinkMailed = z.output<typeof passwordLinkMailed>;

/** Whose password a link sets. */
export const passwordLinkOwner = z
  .strictObject({ name: z.string(), email: z.string(), invited: z.boolean(), endsAt: timestamp })
  .meta({ id: 'PasswordLinkOwner' });
export type PasswordLinkOwner = z.output<typeof passwordLinkOwner>;

export const passwordByLink = passwordLinkToken.extend({ password }).meta({ id: 'PasswordByLink' });

export const apiKeyView = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    start: z.string().meta({ description: 'Its first characters, to identify it.' }),
    role: keyRole,
    createdBy: z.string(),
    works: z
      .boolean()
      .meta({ description: 'False if its creator is no longer an admin: a key works only while its creator is one.' }),
    lmsRoleEndsAt: timestamp.nullable().meta({
      description:
        'When it stops working unless its creator, whose admin role comes from the LMS, signs in with the LMS again; null: it does not depend on that.',
    }),
    createdAt: timestamp,
    expiresAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyView = z.output<typeof apiKeyView>;
export const apiKeyList = z.strictObject({ items: z.array(apiKeyView) }).meta({ id: 'ApiKeyList' });

export const apiKeyCreate = z
  .strictObject({
    name: nameOf(100),
    role: keyRole,
    expiresInDays: z.int().min(1).max(3_650).nullable(),
  })
  .meta({ id: 'ApiKeyCreate' });

export const apiKeyCreated = apiKeyView
  .extend({ key: z.string().meta({ description: 'The key itself, shown only once.' }) })
  .meta({ id: 'ApiKeyCreated' });
export type ApiKeyCreated = z.output<typeof apiKeyCreated>;

export const passwordSignIn = z
  .strictObject({ email: z.string().trim().min(1).max(300), password: z.string().min(1).max(longestPassword) })
  .meta({ id: 'PasswordSignIn' });

/** The token of a one-time link. */
export const oneTimeSignIn = z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: 'OneTimeSignIn' });

export const passwordChange = z
  .strictObject({
    currentPassword: z.string().min(1).max(longestPassword),
    newPassword: password,
    revokeKeys: z.boolean().default(false).meta({ description: 'Also revoke the API keys that you have created.' }),
  })
  .meta({ id: 'PasswordChange' });

export const passwordChanged = z
  .strictObject({
    session,
    revokedKeys: z.array(z.string()).meta({ description: 'Names of the API keys that were revoked.' }),
  })
  .meta({ id: 'PasswordChanged' });
export type PasswordChanged = z.output<typeof passwordChanged>;

/** Where somebody is signed in. */
export const ownSession = z
  .strictObject({
    id: z.string(),
    device: z.string().nullable().meta({ description: 'Kind of browser and system; null if unknown.' }),
    startedAt: timestamp,
    lastSeenAt: timestamp.nullable(),
    endsAt: timestamp,
    current: z.boolean().meta({ description: 'Whether it is the session of this request.' }),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.output<typeof ownSession>;
export const ownSessionList = z.strictObject({ items: z.array(ownSession) }).meta({ id: 'OwnSessionList' });
export const ownSessionsEnded = z.strictObject({ ended: z.int() }).meta({ id: 'OwnSessionsEnded' });

export const signedOut = z
  .strictObject({
    leadsTo: z
      .string()
      .nullable()
      .meta({ description: 'Where to send the browser to sign out of the LMS, too; null: nowhere.' }),
  })
  .meta({ id: 'SignedOut' });
export type SignedOut = z.output<typeof signedOut>;
