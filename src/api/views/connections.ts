import { toActorView } from './actor.ts';
import type { AccountSettings } from '../../issuing/accounts/account-keys.ts';
import { knownAccounts, settingsKeyDate } from '../../issuing/accounts/account-keys.ts';
import { providerSentence } from '../../issuing/http/said.ts';
import { loadNames } from '../../issuing/accounts/names.ts';
import { keyAge } from '../../issuing/accounts/key-age.ts';
import { loadAccountWork } from '../../store/delivery/account-work.ts';
import { loadAccountNames } from '../../store/operators/account-names.ts';
import { loadConnections, loadConnectionTests } from '../../store/operators/connections.ts';
import type { AccountId, ConnectionTest, ProviderOrigin, StoredConnection } from '../../store/operators/connections.ts';
import type { Queryable } from '../../store/database/database.ts';
import { loadProviderAccounts } from '../../store/delivery/provider-accounts.ts';
import type { ProviderAccount } from '../../store/delivery/provider-accounts.ts';
import { newestSyncJobs } from '../../store/operators/sync-jobs.ts';
import type { SyncJob } from '../../store/operators/sync-jobs.ts';
import type { Connection, ConnectionTest as TestView, SyncJob as SyncJobView } from '../schemas/connections.ts';

/** A connection as the API shows it, and what its entity tag is made from. */
export interface ShownConnection {
  readonly view: Connection;
  readonly state: unknown;
}

/**
 * Every account that there is a key for, with how it is doing.
 *
 * @param withActors false: of who started syncs, only the kind is told
 */
export async function showConnections(
  settings: AccountSettings,
  queryable: Queryable,
  withActors: boolean,
): Promise<ShownConnection[]> {
  const [accounts, stored, tests, work, health, jobs, nameOf, outside] = await Promise.all([
    knownAccounts(settings, queryable),
    loadConnections(queryable),
    loadConnectionTests(queryable),
    loadAccountWork(queryable),
    loadProviderAccounts(queryable),
    newestSyncJobs(queryable),
    loadNames(queryable),
    loadAccountNames(queryable),
  ]);
  const now = new Date();
  return accounts.map(({ origin, account, source }) => {
    const of = <Row extends Pick<ProviderAccount, 'origin' | 'account'>>(rows: readonly Row[]): Row | null =>
      rows.find((row) => row.origin === origin && row.account === account) ?? null;
    const connection = source === 'stored' ? of(stored) : null;
    const { templates, due, failed } = of(work) ?? { templates: 0, due: 0, failed: 0 };
    const [test, job] = [of(tests), of(jobs)];
    const view = {
      origin,
      account,
      name: nameOf({ origin, account }) ?? account,
      providerName: of(outside)?.name ?? null,
      source,
      version: connection?.version ?? null,
      ...keyView(origin, connection?.keyIssuedOn ?? settingsKeyDate(settings, { origin, account }), now),
      templates,
      due,
      failed,
      health: healthView(of(health), test, job, now),
      test: test && toTestView(test),
      lastSync: job && toSyncJobView(job, withActors),
    };
    return { view, state: connection === null ? [origin, account, source] : editState(connection) };
  });
}

/** One of them, or null. */
export async function showConnection(
  settings: AccountSettings,
  queryable: Queryable,
  { origin, account }: AccountId,
  withActors: boolean,
): Promise<ShownConnection | null> {
  const shown = await showConnections(settings, queryable, withActors);
  return shown.find(({ view }) => view.origin === origin && view.account === account) ?? null;
}

/** What changes with every edit of a connection, and with nothing else. */
export function editState({ origin, account, version, createdAt }: StoredConnection): unknown {
  return [origin, account, version, createdAt.toISOString()];
}

export function toTestView(test: ConnectionTest): TestView {
  const { succeeded, status, message, advice, raw, foundBy, testedAt } = test;
  return { succeeded, status, message, advice, raw, foundBy, testedAt: testedAt.toISOString() };
}

/** @param withActors false: of who started it, only the kind is told */
export function toSyncJobView(job: SyncJob, withActors: boolean): SyncJobView {
  const { id, origin, account, state, pages, templates, error, actor, startedAt, finishedAt } = job;
  const report = job.report && {
    ...job.report,
    // Reports of before there was such a thing do not have them.
    reactivated: job.report.reactivated ?? 0,
    reactivable: job.report.reactivable ?? 0,
    changes: job.report.changes.map((change) => ({ ...change, fields: [...change.fields] })),
  };
  return {
    id,
    origin,
    account,
    state,
    pages,
    templates,
    report,
    error,
    actor: toActorView(actor, withActors),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** @param keyIssuedOn null: nobody has said when the key was made, as may be with one of the settings */
function keyView(
  origin: ProviderOrigin,
  keyIssuedOn: string | null,
  now: Date,
): Pick<Connection, 'keyIssuedOn' | 'keyExpiresOn' | 'keyWarning'> {
  if (keyIssuedOn === null) return { keyIssuedOn, keyExpiresOn: null, keyWarning: null };
  const { expiresOn, warning } = keyAge({ origin, keyIssuedOn }, now);
  return { keyIssuedOn, keyExpiresOn: expiresOn, keyWarning: warning };
}

/** What was found out last, by whichever way; a pause stands above it, for it says when the next try is. */
function healthView(
  health: ProviderAccount | null,
  test: ConnectionTest | null,
  sync: SyncJob | null,
  now: Date,
): Connection['health'] {
  const tested = test?.succeeded === false ? 'not_working' : null;
  if (health === null) {
    const known = test !== null || sync?.state === 'succeeded';
    const state = tested ?? (known ? 'works' : 'untested');
    return {
      state,
      failures: 0,
      pausedSince: null,
      pausedUntil: null,
      lastStatus: null,
      lastMessage: null,
      lastBody: null,
    };
  }
  const { failures, pausedSince, pausedUntil, lastStatus, lastBody } = health;
  const paused = pausedUntil !== null && pausedUntil > now;
  return {
    state: paused ? 'paused' : (tested ?? (failures > 0 || pausedUntil !== null ? 'failing' : 'works')),
    failures,
    pausedSince: paused ? (pausedSince?.toISOString() ?? null) : null,
    pausedUntil: pausedUntil?.toISOString() ?? null,
    lastStatus,
    lastMessage: lastBody === null ? null : providerSentence(lastStatus, lastBody),
    lastBody,
  };
}
