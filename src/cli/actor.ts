import { userInfo } from 'node:os';
import type { Actor } from '../store/operators/audit.ts';

/** Whoever runs the command, as the audit names them: by the name of their account on this machine. */
export function commandActor(): Actor {
  const name = accountName();
  return { id: `cli:${name}`, name };
}

/** A container can run as a user without an entry in its list of users. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
