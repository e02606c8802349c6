import { wordFrom } from '../base/random.ts';
import { invalid, type FieldErrors } from './errors.ts';
import { today } from './days.ts';
import type { Account, Activity, Credential } from './model.ts';
import type { Order } from './order.ts';
import type { AccredibleState } from './state.ts';

/** Why an order can't become a credential beside the ones that are there, or null. */
export function conflictOf(state: AccredibleState, { group, credential }: Order): FieldErrors | null {
  const { licenseId, recipient } = credential;
  if (!group.allowDuplicates && state.credentialsByEmail.count(`${group.id} ${recipient.email}`) > 0) {
    state.host.next('duplicates refused');
    return { 'recipient.email': ['has already been taken (simulated): the group does not allow duplicates'] };
  }
  const collides = licenseId !== null && byLicense(state, credential.accountId, licenseId) !== undefined;
  return collides && state.switches.suppliedIdCollision === 'refuse'
    ? { id: ['has already been taken (simulated)'] }
    : null;
}

/** @throws Refusal with 422 when there is such a credential */
export function create(state: AccredibleState, order: Order): Credential {
  const conflict = conflictOf(state, order);
  if (conflict) throw invalid(state, conflict);
  const number = state.host.next('ids.credential');
  const now = state.host.clock.iso();
  const published = (order.approve ?? true) && spendCredit(state, order.credential.accountId);
  state.host.next('issued');
  return state.putCredential({
    ...order.credential,
    id: String(55_010_000 + number),
    uuid: state.host.uuid('credential'),
    encodedId: wordFrom(8, 'credential', number),
    approve: published,
    publishedOn: published ? today(state) : null,
    createdAt: now,
    updatedAt: now,
  });
}

/** Takes one credit for publishing; false when there is none, or when the account is in sandbox mode. */
function spendCredit(state: AccredibleState, accountId: string): boolean {
  const account = state.accounts.get(accountId);
  if (!account || account.sandboxMode || account.credits < 1) return false;
  state.accounts.put({ ...account, credits: account.credits - 1 });
  return true;
}

/** Changes a credential; publishing it for the first time takes a credit. */
export function update(state: AccredibleState, old: Credential, order: Order): Credential {
  const taken = state.credentialsByEmail
    .of(`${order.group.id} ${order.credential.recipient.email}`)
    .some(({ id }) => id !== old.id);
  if (taken && !order.group.allowDuplicates)
    throw invalid(state, { 'recipient.email': ['has already been taken (simulated)'] });
  const approve = approvalOf(state, old, order.approve);
  const changed = state.putCredential({
    ...old,
    ...order.credential,
    approve,
    publishedOn: approve ? (old.publishedOn ?? today(state)) : null,
    updatedAt: state.host.clock.iso(),
  });
  if (changed.private !== old.private) noteActivity(state, changed, 'privacy_updated');
  return changed;
}

function approvalOf(state: AccredibleState, old: Credential, wanted: boolean | null): boolean {
  if (wanted === null || wanted === old.approve) return old.approve;
  if (!wanted) return state.switches.approveFalse === 'ignore';
  return spendCredit(state, old.accountId);
}

export function noteActivity(state: AccredibleState, credential: Credential, event: Activity['event']): void {
  state.activities.put({
    id: String(state.host.next('ids.activity')),
    accountId: credential.accountId,
    credentialId: credential.id,
    licenseId: credential.licenseId,
    event,
    createdAt: state.host.clock.iso(),
  });
}

/** The newest credential with an id that its issuer supplied. */
export function byLicense(state: AccredibleState, accountId: string, licenseId: string): Credential | undefined {
  return state.credentialsByLicense.of(licenseId).findLast((credential) => credential.accountId === accountId);
}

/** Why a new credential is not published although it was wanted; null when it is, or was not wanted. */
export function unpublishedReason(account: Account | undefined, order: Order, made: Credential): string | null {
  if (made.approve || order.approve === false || !account || account.sandboxMode) return null;
  return 'insufficient_credits';
}
