import { z } from 'zod';
import { longestPassword, shortestPassword } from '../../auth/password-rules.ts';
import { keyRoleNames, roleNames } from '../../roles.ts';
import { learnerNumber, pageOf, pageQuery, timestamp, nameOf } from './common.ts';

export const role = z.enum(roleNames).meta({ description: 'What somebody may do; see docs/access.md.' });
export type Role = z.output<typeof role>;

export const keyRole = z.enum(keyRoleNames).meta({
  description:
    'What an API key may do; `metrics`: nothing but read /metrics; `retirement`: nothing but retire learners. See docs/access.md.',
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
      role: keyRole.nullable().meta({ description: 'Null: an admin has not given a role yet; nothing is allowed.' }),
    }),
    permissions: z.array(permission),
    learner: learnerNumber.nullable().meta({
      description:
        'LMS user id of whoever signed in with the LMS: their own badges are at /api/v1/my/badges. Null for everybody else.',
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
      .meta({ description: 'False on a new site: the first admin is made by `laurel admin create`.' }),
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
      description: 'Until when a link works by which they set their password; null: there is none.',
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
    .meta({ description: 'Only those with this role; `any`: with one, `none`: without.' }),
  search: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Only those whose e-mail address or name begins like this.' }),
});

export const password = z.string().min(shortestPassword).max(longestPassword).meta({ writeOnly: true });

export const userCreate = z
  .strictObject({ name: nameOf(200), email: z.email().max(300), role, password })
  .meta({ id: 'UserCreate' });

export const userInvite = userCreate.omit({ password: true }).meta({ id: 'UserInvite' });

export const userUpdate = z.strictObject({ role: role.nullable(), disabled: z.boolean() }).meta({ id: 'UserUpdate' });

export const userEdit = z
  .strictObject({ name: userCreate.shape.name, email: userCreate.shape.email })
  .meta({ id: 'UserEdit', description: 'What somebody is called, and the address by which they sign in.' });

/** A link by which somebody sets their password: an invitation, or because they forgot it. */
export const passwordLink = z
  .strictObject({
    user,
    url: z.string().meta({
      description:
        'The link, told this once. Hand it to its owner only. Without a public URL it begins with a slash, to be put behind the address of this site.',
    }),
    endsAt: timestamp,
    mailable: z.boolean().meta({ description: 'Whether this site can send the link by mail: see `mailPasswordLink`.' }),
  })
  .meta({ id: 'PasswordLink' });
export type PasswordLink = z.output<typeof passwordLink>;

export const passwordLinkRevoked = z
  .strictObject({
    removed: z.boolean().meta({ description: 'Whether the person is removed with it: they had not come yet.' }),
  })
  .meta({ id: 'PasswordLinkRevoked' });
export type PasswordLinkRevoked = z.output<typeof passwordLinkRevoked>;

export const passwordLinkToken = z
  .strictObject({ token: z.string().min(1).max(200) })
  .meta({ id: 'PasswordLinkToken' });

export const passwordLinkMail = passwordLinkToken
  .extend({
    token: passwordLinkToken.shape.token.meta({ description: 'What stands behind the # in the link.' }),
    language: z
      .enum(['en', 'ar'])
      .optional()
      .meta({ description: 'The language of the mail; left out: that of the site (LAUREL_LANGUAGE).' }),
  })
  .meta({ id: 'PasswordLinkMail' });

export const passwordLinkMailed = z
  .strictObject({ to: z.string().meta({ description: 'The address that the mail was sent to.' }) })
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
    start: z.string().meta({ description: 'Its first characters, to tell it from others.' }),
    role: keyRole,
    createdBy: z.string(),
    works: z
      .boolean()
      .meta({ description: 'False when who made it is no admin any more: it works for as long as they are one.' }),
    lmsRoleEndsAt: timestamp.nullable().meta({
      description:
        'When it stops working unless its maker, an admin by the word of the LMS, signs in with the LMS again; null: it does not hang on that.',
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
  .extend({ key: z.string().meta({ description: 'The key itself, shown this once.' }) })
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
    revokeKeys: z.boolean().default(false).meta({ description: 'Also revokes the API keys that you have made.' }),
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
    device: z.string().nullable().meta({ description: 'Kind of browser and system; null when it did not tell.' }),
    startedAt: timestamp,
    lastSeenAt: timestamp.nullable(),
    endsAt: timestamp,
    current: z.boolean().meta({ description: 'Whether it is the session that asks.' }),
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
      .meta({ description: 'Where to send the browser to sign out of the LMS too; null: nowhere.' }),
  })
  .meta({ id: 'SignedOut' });
export type SignedOut = z.output<typeof signedOut>;
