import { z } from 'zod';
import { timestamp } from './common.ts';

export const role = z
  .enum(['viewer', 'designer', 'operator', 'admin'])
  .meta({ description: 'What somebody may do; see docs/access.md.' });
export type Role = z.output<typeof role>;

export const permission = z.enum(['read', 'design', 'operate', 'administer']);
export type Permission = z.output<typeof permission>;

/** Who is signed in. */
export const session = z
  .strictObject({
    actor: z.strictObject({
      kind: z.enum(['user', 'key']),
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      role: role.nullable().meta({ description: 'Null: an admin has not given a role yet; nothing is allowed.' }),
    }),
    permissions: z.array(permission),
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
  })
  .meta({ id: 'User' });
export type User = z.output<typeof user>;
export const userList = z.strictObject({ items: z.array(user) }).meta({ id: 'UserList' });

export const password = z.string().min(12, 'A password has at least 12 characters.').max(128).meta({ writeOnly: true });

export const userCreate = z
  .strictObject({ name: z.string().trim().min(1).max(200), email: z.email().max(300), role, password })
  .meta({ id: 'UserCreate' });

export const userUpdate = z.strictObject({ role: role.nullable(), disabled: z.boolean() }).meta({ id: 'UserUpdate' });

export const apiKeyView = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    start: z.string().meta({ description: 'Its first characters, to tell it from others.' }),
    role,
    createdBy: z.string(),
    createdAt: timestamp,
    expiresAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyView = z.output<typeof apiKeyView>;
export const apiKeyList = z.strictObject({ items: z.array(apiKeyView) }).meta({ id: 'ApiKeyList' });

export const apiKeyCreate = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    role,
    expiresInDays: z.int().min(1).max(3_650).nullable(),
  })
  .meta({ id: 'ApiKeyCreate' });

export const apiKeyCreated = apiKeyView
  .extend({ key: z.string().meta({ description: 'The key itself, shown this once.' }) })
  .meta({ id: 'ApiKeyCreated' });
