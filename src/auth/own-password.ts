import type { Database } from '../store/database/database.ts';
import { findPasswordHash } from '../store/people/users.ts';
import { forgiveAttempts, waitBeforeAttempt } from './attempts.ts';
import type { Caller, PasswordChange } from './authentication.ts';
import type { DeviceCookies } from './device-cookie.ts';
import type { PasswordHashing } from './password-hash.ts';
import { busySeconds } from './passwords.ts';
import { resetPassword } from './people.ts';
import type { By, NewPassword } from './people.ts';

interface OwnPasswordParts {
  readonly database: Database;
  readonly devices: DeviceCookies;
  readonly hashing: PasswordHashing;
}

/**
 * Changes one's own password, and signs out everywhere. Whoever has got hold of a session may guess the current password as
 * often as at the sign-in, and no more often.
 *
 * @throws LaurelError PASSWORD_WEAK
 */
export async function changeOwnPassword(
  { database, devices, hashing }: OwnPasswordParts,
  { id, kind, email }: Caller,
  { current, next }: { readonly current: string; readonly next: NewPassword },
  { headers, address, by }: { readonly headers: Headers; readonly address: string; readonly by: By },
): Promise<PasswordChange> {
  const hash = kind === 'key' || email === null ? null : await findPasswordHash(database, id);
  if (hash === null || email === null) return { kind: 'none' };
  if (hashing.isBusy()) return { kind: 'too_many', retryAfterSeconds: busySeconds };
  const attempt = { address, account: email, device: devices.deviceOf(headers.get('cookie'), email) };
  const retryAfterSeconds = await waitBeforeAttempt(database, attempt);
  if (retryAfterSeconds !== null) return { kind: 'too_many', retryAfterSeconds };
  if (!(await hashing.verify({ hash, password: current }))) return { kind: 'wrong' };
  await forgiveAttempts(database, attempt);
  const { revokedKeys } = await resetPassword(database, id, next, by, hashing);
  return { kind: 'changed', revokedKeys };
}
