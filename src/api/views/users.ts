import type { User as StoredUser } from '../../store/people/users.ts';
import type { User } from '../schemas/people.ts';

/** Somebody who can sign in, as the API tells of them. */
export function toUserView({
  id,
  name,
  email,
  role,
  disabled,
  signsInWith,
  createdAt,
  lastSeenAt,
  passwordLinkEndsAt,
}: StoredUser): User {
  return {
    id,
    name,
    email,
    role,
    disabled,
    signsInWith: [...signsInWith],
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    passwordLinkEndsAt: passwordLinkEndsAt?.toISOString() ?? null,
  };
}
