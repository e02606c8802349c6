import { ConfirmationNeeded } from '../../error-kinds.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import type { Keyring } from '../../secrets.ts';
import { countHeld, loadAccountWork } from '../../store/delivery/account-work.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { Actor } from '../../store/operators/audit.ts';
import {
  deleteConnection as removeConnection,
  findConnection,
  insertConnection,
  lockConnection,
  updateConnection as writeConnection,
} from '../../store/operators/connections.ts';
import type { AccountId, StoredConnection } from '../../store/operators/connections.ts';
import type { Database, Transaction } from '../../store/database/database.ts';
import { numbersOf } from '../../store/operators/hand-retries.ts';
import { beginRetryJob } from '../../store/operators/retry-jobs.ts';
import { lockRules } from '../../store/engine/templates.ts';
import { isInSettings, sealOwner } from './account-keys.ts';
import type { AccountSettings } from './account-keys.ts';
import { keepTrial, tryKey } from './connection-test.ts';
import type { KeyTrial, Trial } from './connection-test.ts';

export interface ConnectionParts {
  readonly database: Database;
  readonly settings: AccountSettings;
  readonly keyring: Keyring;
}

/** Who changes a connection, for the audit. */
export interface ChangedBy {
  readonly actor: Actor;
  readonly requestId?: string;
}

export interface NewConnection extends AccountId {
  /** Left out: as the account calls itself. */
  readonly name?: string | undefined;
  readonly apiKey: string;
  /** `2026-03-02` */
  readonly keyIssuedOn: string;
}

export interface ConnectionEdit {
  /** Left out: as it was. */
  readonly name?: string | undefined;
  /** Left out: the key stays. */
  readonly apiKey?: string | undefined;
  /** Left out: today for a new key, else as it was. */
  readonly keyIssuedOn?: string | undefined;
}

export interface Removal {
  readonly check?: Check;
  /** Somebody has been told of the badges that are held there, and means it. */
  readonly confirmed: boolean;
  /** What to do to say so, where this is asked for. */
  readonly howToConfirm: Told;
}

/** Sees what is stored before it is changed, in the transaction that changes it; what it throws cancels the change. */
export type Check = (stored: StoredConnection) => void;

/**
 * Connects an account whose key works. Badges of it that failed are tried again: they had no key, or a wrong one. Of
 * many the first are due at once, and the others by a job.
 *
 * @throws LaurelError CONNECTION_IN_SETTINGS, CONNECTION_EXISTS, ENCRYPTION_KEY_MISSING without an encryption key, or, when
 * the key does not work and nobody insists, CONNECTION_REFUSED or CONNECTION_UNREACHABLE
 */
export async function createConnection(
  { database, settings, keyring }: ConnectionParts,
  wanted: NewConnection,
  keyTrial: KeyTrial,
  by: ChangedBy,
): Promise<StoredConnection> {
  refuseSettings(settings, wanted);
  const sealedKey = keyring.seal(wanted.apiKey, sealOwner(wanted));
  if ((await findConnection(database, wanted)) !== null) throw connectedAlready(wanted);
  const trial = await tryKey(wanted, wanted.apiKey, keyTrial);
  const name = wanted.name ?? trial.name ?? wanted.account;
  return database.transaction(async (transaction) => {
    const stored = await insertConnection(transaction, { ...wanted, name, sealedKey });
    if (stored === null) throw connectedAlready(wanted);
    const use = await useNewKey(transaction, wanted, trial, by);
    await note(transaction, 'connection.create', wanted, null, { ...describe(stored), ...use }, by);
    return stored;
  });
}

/**
 * Changes a connection. A new key is tried first; it ends the account's pause, and what failed is tried again with it.
 *
 * @throws LaurelError CONNECTION_IN_SETTINGS, ACCOUNT_NOT_FOUND, and for a new key ENCRYPTION_KEY_MISSING, or, when it does
 * not work and nobody insists, CONNECTION_REFUSED or CONNECTION_UNREACHABLE
 */
export async function updateConnection(
  { database, settings, keyring }: ConnectionParts,
  account: AccountId,
  edit: ConnectionEdit,
  keyTrial: KeyTrial,
  check: Check,
  by: ChangedBy,
): Promise<StoredConnection> {
  refuseSettings(settings, account);
  const { apiKey } = edit;
  const sealedKey = apiKey === undefined ? null : keyring.seal(apiKey, sealOwner(account));
  const found = await findConnection(database, account);
  if (found === null) throw notConnected(account);
  // Who comes second is told so before anybody is asked.
  check(found);
  const trial = apiKey === undefined ? null : await tryKey(account, apiKey, keyTrial);
  return database.transaction(async (transaction) => {
    const before = await requireConnection(transaction, account);
    check(before);
    const { name = before.name, keyIssuedOn = trial === null ? before.keyIssuedOn : today() } = edit;
    const stored = await writeConnection(transaction, { ...account, name, keyIssuedOn, sealedKey });
    const use = trial === null ? {} : await useNewKey(transaction, account, trial, by);
    const after = { ...describe(stored), keyChanged: trial !== null, ...use };
    await note(transaction, 'connection.update', account, describe(before), after, by);
    return stored;
  });
}

/**
 * Disconnects an account. Its templates stay, with their rules and badges; without the key none of these can be revoked
 * any more, which takes a confirmation.
 *
 * @throws LaurelError CONNECTION_IN_SETTINGS, ACCOUNT_NOT_FOUND, CONNECTION_IN_USE while badges of it are issued, or
 * CONFIRMATION_NEEDED when it holds badges
 */
export async function deleteConnection(
  { database, settings }: Pick<ConnectionParts, 'database' | 'settings'>,
  account: AccountId,
  { check, confirmed, howToConfirm }: Removal,
  by: ChangedBy,
): Promise<{ readonly heldBadges: number }> {
  refuseSettings(settings, account);
  return database.transaction(async (transaction) => {
    // No template is activated between the look and the end.
    await lockRules(transaction);
    const before = await requireConnection(transaction, account);
    check?.(before);
    await refuseWhenUsed(transaction, account);
    const heldBadges = await countHeld(transaction, account);
    if (heldBadges > 0 && !confirmed)
      throw new ConfirmationNeeded([heldSentence(heldBadges), howToConfirm], { heldBadges });
    await removeConnection(transaction, account);
    await note(transaction, 'connection.delete', account, { ...describe(before), heldBadges }, null, by);
    return { heldBadges };
  });
}

function heldSentence(badges: number): Told {
  const held = badges === 1 ? told`1 awarded badge is` : told`${badges} awarded badges are`;
  return told`${held} issued there. Without the key, Laurel can no longer revoke or change them: learners who lose a badge here keep it there.`;
}

/** `2026-03-02`, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function refuseSettings(settings: AccountSettings, { origin, account }: AccountId): void {
  if (!isInSettings(settings, { origin, account })) return;
  const setting = origin === 'credly' ? 'credly.ORGANIZATIONS' : 'accredible.ACCOUNTS';
  throw new LaurelError('CONNECTION_IN_SETTINGS', [
    told`BADGES_CONFIG.${setting} contains the key of ${origin} account ${account}.`,
    told`Change it in the settings and restart Laurel. To manage it here instead, remove it from the settings first.`,
  ]);
}

async function requireConnection(transaction: Transaction, account: AccountId): Promise<StoredConnection> {
  const stored = await lockConnection(transaction, account);
  if (stored === null) throw notConnected(account);
  return stored;
}

export function notConnected({ origin, account }: AccountId): LaurelError {
  return new LaurelError(
    'ACCOUNT_NOT_FOUND',
    told`Connect the ${origin} account ${account}, or choose another account.`,
  );
}

async function refuseWhenUsed(transaction: Transaction, { origin, account }: AccountId): Promise<void> {
  const work = (await loadAccountWork(transaction)).find((each) => each.origin === origin && each.account === account);
  if (work === undefined || (work.activeTemplates === 0 && work.due === 0)) return;
  throw new LaurelError('CONNECTION_IN_USE', [
    told`${work.activeTemplates} of its templates are active, and ${work.due} deliveries are waiting.`,
    told`Deactivate the templates, and wait until the deliveries have finished.`,
  ]);
}

function connectedAlready({ origin, account }: AccountId): LaurelError {
  return new LaurelError('CONNECTION_EXISTS', told`Edit the connection of ${origin} account ${account}.`);
}

/**
 * What was known of the account was known of the old key, and what failed is tried again.
 *
 * @returns for the audit, whether the key works, and what there was to retry
 */
async function useNewKey(
  transaction: Transaction,
  { origin, account }: AccountId,
  trial: Trial,
  { actor }: ChangedBy,
): Promise<{ keyWorks: boolean; retry?: object }> {
  await keepTrial(transaction, { origin, account }, trial);
  const job = await beginRetryJob(transaction, { origin, account }, actor.id);
  return { keyWorks: trial.succeeded, ...(job.failed > 0 && { retry: numbersOf(job) }) };
}

/** For the audit: everything but the key. */
function describe({ name, keyIssuedOn }: StoredConnection): { name: string; keyIssuedOn: string } {
  return { name, keyIssuedOn };
}

async function note(
  transaction: Transaction,
  action: string,
  { origin, account }: AccountId,
  before: object | null,
  after: object | null,
  by: ChangedBy,
): Promise<void> {
  await appendAudit(transaction, {
    ...by,
    action,
    targetType: 'connection',
    target: `${origin}/${account}`,
    before,
    after,
  });
}
