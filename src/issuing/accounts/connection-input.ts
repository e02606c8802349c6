import type { AccountId } from '../../store/operators/connections.ts';
import { mistakeAt } from '../../rules/validate.ts';
import type { Mistake } from '../../rules/validate.ts';
import { isUuid } from '../ids.ts';
import { told } from '../../told.ts';

/** Keys older than this are a slip of the pen. */
const firstKeyDate = '2010-01-01';
const oneDayMs = 86_400_000;

/** Credly ids have one spelling. */
export function toAccount({ origin, account }: AccountId): AccountId {
  return { origin, account: origin === 'credly' ? account.toLowerCase() : account };
}

/** What is wrong with an account and the day of its key, besides their form. */
export function inputMistakes({ origin, account }: AccountId, keyIssuedOn: string | undefined): Mistake[] {
  const mistakes: Mistake[] = [];
  if (origin === 'credly' && !isUuid(account)) {
    mistakes.push(mistakeAt(['account'], told`For Credly this is the organization id, a UUID.`));
  }
  // Tomorrow, because it has begun elsewhere.
  const last = new Date(Date.now() + oneDayMs).toISOString().slice(0, 10);
  if (keyIssuedOn !== undefined && (keyIssuedOn < firstKeyDate || keyIssuedOn > last))
    mistakes.push(mistakeAt(['keyIssuedOn'], told`It must be a date from ${firstKeyDate} to today.`));
  return mistakes;
}
