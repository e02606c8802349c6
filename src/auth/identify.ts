import { defaultKeyHasher } from '@better-auth/api-key';
import { roleNames } from '../roles.ts';
import type { RoleName } from '../roles.ts';
import type { SessionLimits } from '../settings/sign-in.ts';
import { useApiKey } from '../store/people/api-keys.ts';
import type { Database } from '../store/database/database.ts';
import { noteSeen } from '../store/people/sessions.ts';
import type { AuthDatabase } from './auth-database.ts';
import type { Caller } from './authentication.ts';
import type { BetterAuth } from './better-auth.ts';
import { endOfSession, movedEnd } from './session-end.ts';
import { isWatching } from './watching.ts';

interface IdentifyParts {
  readonly auth: BetterAuth;
  readonly database: Database;
  readonly authDatabase: AuthDatabase;
  /** For so many days a role lasts that the LMS gave; each sign-in with the LMS begins them anew. */
  readonly lmsRoleDays: number;
  readonly limits: SessionLimits;
}

/**
 * Who sent a request: an API key goes first, and a wrong one is not made good by a cookie. Whoever is disabled is
 * nobody.
 */
export async function identify(parts: IdentifyParts, headers: Headers): Promise<Caller | null> {
  const authorization = headers.get('authorization');
  const bearer = authorization === null ? undefined : /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (bearer !== undefined) return byKey(parts, bearer);
  return headers.has('cookie') ? byCookie(parts, headers) : null;
}

/**
 * better-auth's own check of a key writes its row twice for every request, and takes an outage for a wrong key; so only
 * the format and the hash are its.
 */
async function byKey({ database, lmsRoleDays }: IdentifyParts, key: string): Promise<Caller | null> {
  const found = await useApiKey(database, await defaultKeyHasher(key), lmsRoleDays);
  if (found === null) return null;
  const { id, name, role } = found;
  return {
    kind: 'key',
    id,
    name,
    email: null,
    role,
    lmsUserId: null,
    actor: { id: `key:${id}`, name },
    sessionId: null,
  };
}

/** To the minute is enough: not every request writes. */
const seenEveryMs = 60_000;

async function byCookie(parts: IdentifyParts, headers: Headers): Promise<Caller | null> {
  const found = await parts.authDatabase.during(() =>
    parts.auth.api.getSession({ headers, query: { disableRefresh: true } }),
  );
  // The session of somebody disabled is deleted; this holds even where that was missed.
  if (found === null || found.user.disabled) return null;
  const now = Date.now();
  const { session } = found;
  const { id, name, email, lastSeenAt, lmsUserId } = found.user;
  if (endOfSession(parts.limits, session.createdAt, now).getTime() <= now) return null;
  const endsAt = isWatching(headers) ? null : movedEnd(parts.limits, session, now);
  if (endsAt !== null || lastSeenAt == null || now - lastSeenAt.getTime() > seenEveryMs)
    await noteSeen(parts.database, { userId: id, sessionId: session.id, endsAt });
  const actor = { id: `user:${id}`, name };
  return {
    kind: 'user',
    id,
    name,
    email,
    role: roleOf(found.user, parts.lmsRoleDays),
    lmsUserId: lmsUserId ?? null,
    actor,
    sessionId: session.id,
  };
}

const dayMs = 24 * 60 * 60 * 1000;

/** A role that the LMS gave ends when the LMS has not vouched for it for too long; see also lmsRoleEndOf (lms-people.ts). */
function roleOf({ role, roleFrom, lmsConfirmedAt, createdAt }: SignedIn, lmsRoleDays: number): RoleName | null {
  if (!isRole(role)) return null;
  const endsAt = (lmsConfirmedAt ?? createdAt).getTime() + lmsRoleDays * dayMs;
  return roleFrom === 'lms' && endsAt <= Date.now() ? null : role;
}

type SignedIn = NonNullable<Awaited<ReturnType<BetterAuth['api']['getSession']>>>['user'];

function isRole(text: unknown): text is RoleName {
  return roleNames.some((name) => name === text);
}
