import type { Call } from '../base/answer.ts';
import { refuse } from './errors.ts';
import type { Account, Key } from './model.ts';
import type { AccredibleState } from './state.ts';

/** The account of a call, and the department that its key is limited to. */
export interface Caller {
  readonly account: Account;
  readonly departmentId: number | null;
}

export function callerOf(state: AccredibleState, call: Call): Caller {
  const key = keyOf(state, call.header('authorization') ?? '');
  const account = key && state.accounts.get(key.accountId);
  if (!key || !account) throw refuse(state, 401, 'Simulated: access denied');
  return { account, departmentId: key.departmentId };
}

/** `Token token=K`, `Token token="K"`, `Token K`; in lenient mode also `Bearer K`. */
function keyOf(state: AccredibleState, header: string): Key | undefined {
  const schemes = state.switches.auth === 'lenient' ? '(?:Token|Bearer)' : 'Token';
  const match = new RegExp(`^${schemes}\\s+(?:token=)?("?)([^"\\s]+)\\1$`, 'i').exec(header.trim());
  return match?.[2] === undefined ? undefined : state.keys.get(match[2]);
}

/** Whether the caller may see an object of an account and department. */
export function sees(caller: Caller, row: { readonly accountId: string; readonly departmentId: number }): boolean {
  return (
    row.accountId === caller.account.id && (caller.departmentId === null || caller.departmentId === row.departmentId)
  );
}
