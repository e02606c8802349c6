import type { Logger } from 'pino';
import { errorCode, LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Origin } from '../../rules/template.ts';
import type { Vocabulary } from '../../rules/value-type.ts';
import type { RetrySettings } from '../../settings.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { Actor, AuditRecord } from '../../store/operators/audit.ts';
import type { AccountId } from '../../store/operators/connections.ts';
import type { Database } from '../../store/database/database.ts';
import {
  beginSyncJob,
  endDeadSyncJobs,
  endSyncJob,
  findSyncJob,
  noteSyncProgress,
} from '../../store/operators/sync-jobs.ts';
import type { SyncEnd, SyncJob, SyncProgress } from '../../store/operators/sync-jobs.ts';
import type { Provider } from '../provider.ts';
import { syncTemplates, UnconfirmedSync } from './sync.ts';
import type { SyncReport } from '../../store/operators/sync-report.ts';
import type { SyncAccount } from './sync-plan.ts';

export interface SyncJobsOptions {
  readonly database: Database;
  readonly providers: ReadonlyMap<Origin, Provider>;
  readonly retry: RetrySettings;
  readonly vocabulary: Vocabulary;
  readonly logger: Logger;
  /** How often a job shows a sign of life; well within {@link longestSilenceMs} of the store. */
  readonly heartbeatMs?: number;
}

/** Who asks for a sync. */
export interface SyncRequest {
  readonly actor: Actor;
  readonly requestId?: string;
  /** Deactivating most templates of the account is meant. */
  readonly confirmed?: boolean | undefined;
  /** Templates that a sync deactivated become active again where they can. */
  readonly reactivate?: boolean | undefined;
  /** Told of every page that was read, with the number of templates so far. */
  readonly onPage?: (page: number, templates: number) => void;
}

/** A job that has begun. */
export interface StartedSync {
  readonly job: SyncJob;
  /** Resolves with the job as it ended; never rejects. */
  readonly ended: Promise<SyncJob>;
}

/**
 * Syncs of this process, each with a row that tells how far it is and how it ended. One at a time for each account,
 * among all processes.
 *
 * The row is marked as succeeded in the transaction that changes the templates: they are changed exactly when it says
 * so. A job whose process dies is given up when it has shown no sign of life for a minute, and one that was given up
 * by mistake finds that out before it changes anything.
 */
export class SyncJobs {
  readonly #options: SyncJobsOptions;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<SyncJob>>();

  constructor(options: SyncJobsOptions) {
    this.#options = options;
  }

  /** @throws LaurelError SYNC_RUNNING when the account is being synced; INTERRUPTED when this process is stopping */
  async start(account: AccountId, request: SyncRequest): Promise<StartedSync> {
    const { database } = this.#options;
    if (this.#stopping.signal.aborted)
      throw new LaurelError('INTERRUPTED', told`Laurel is stopping. Try again in a moment.`);
    await endDeadSyncJobs(database);
    const job = await beginSyncJob(database, account, request.actor.id);
    if (job === null)
      throw new LaurelError(
        'SYNC_RUNNING',
        told`Wait until the sync of ${account.origin} account ${account.account} has finished.`,
      );
    const ended = this.#run(job, request).finally(() => this.#running.delete(ended));
    this.#running.add(ended);
    return { job, ended };
  }

  /** Interrupts what runs, and waits until that is written down. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#running);
  }

  async #run(job: SyncJob, { actor, requestId, confirmed, reactivate, onPage }: SyncRequest): Promise<SyncJob> {
    const { database, providers, retry, vocabulary, logger } = this.#options;
    const provider = providers.get(job.origin);
    const signs = new SignsOfLife(this.#options, job.id);
    const signal = AbortSignal.any([this.#stopping.signal, signs.lost]);
    let failure: SyncEnd | null = null;
    try {
      if (provider === undefined) throw new Error(`no provider for ${job.origin}`);
      await syncTemplates({
        database,
        provider,
        account: toSyncAccount(job),
        retry,
        vocabulary,
        signal,
        actor: actor.id,
        ...(confirmed === undefined ? {} : { confirmed }),
        ...(reactivate === undefined ? {} : { reactivate }),
        onPage: (page, templates) => {
          signs.note({ pages: page, templates });
          onPage?.(page, templates);
        },
        onApplied: async (transaction, report) => {
          const end = { state: 'succeeded', report } as const;
          if ((await endSyncJob(transaction, job.id, end, signs.progress)) === null) throw new GivenUpError();
          await appendAudit(transaction, auditOf(job, report, actor, requestId));
        },
      });
    } catch (error) {
      failure = endAfter(error, signal.aborted);
      if (![LaurelError, GivenUpError, UnconfirmedSync].some((known) => error instanceof known))
        logger.error({ sync: job.id, code: errorCode(error) }, 'template sync failed');
    } finally {
      await signs.end();
    }
    return this.#finish({ ...job, ...signs.progress }, failure);
  }

  /** @param failure null when it has succeeded, which is written down already */
  async #finish(job: SyncJob, failure: SyncEnd | null): Promise<SyncJob> {
    const { database, logger } = this.#options;
    const { id, origin, account } = job;
    try {
      const failed = failure === null ? null : await endSyncJob(database, id, failure, job);
      const ended = failed ?? (await findSyncJob(database, id)) ?? job;
      logger.info({ sync: id, origin, account, state: ended.state }, 'template sync finished');
      return ended;
    } catch (error) {
      logger.error({ sync: id, code: errorCode(error) }, 'the end of a sync could not be stored');
      return failure === null ? { ...job, state: 'succeeded' } : { ...job, ...failure };
    }
  }
}

/** The account of a job, as the sync names it. */
export function toSyncAccount({ origin, account }: AccountId): SyncAccount {
  return origin === 'credly' ? { origin, organization: account } : { origin, account };
}

/** The job is no longer this process's: it was taken for dead. */
class GivenUpError extends Error {}

function auditOf(
  { id, origin, account }: SyncJob,
  { imported, updated, deactivated, reactivated, unchanged, pages }: SyncReport,
  actor: Actor,
  requestId: string | undefined,
): AuditRecord {
  const target = { action: 'connection.sync', targetType: 'connection', target: `${origin}/${account}` } as const;
  // Which templates, and how, is in the job's report.
  const after = { job: id, imported, updated, deactivated, reactivated, unchanged, pages };
  return { actor, ...target, before: null, after, ...(requestId === undefined ? {} : { requestId }) };
}

function endAfter(error: unknown, stopped: boolean): SyncEnd {
  if (stopped || error instanceof GivenUpError)
    return {
      state: 'interrupted',
      error: told`It was stopped before it finished. No template was changed. Start it again.`.text,
    };
  if (error instanceof UnconfirmedSync) return { state: 'unconfirmed', report: error.report, error: error.reason };
  if (error instanceof LaurelError) return { state: 'failed', error: error.details.join('\n') };
  return {
    state: 'failed',
    error: told`${errorCode(error)}: no template was changed. The log has the details. Try again.`.text,
  };
}

/** Writes down now and then that a job lives, and how far it is. */
class SignsOfLife {
  readonly #options: SyncJobsOptions;
  readonly #job: string;
  readonly #timer: NodeJS.Timeout;
  readonly #lost = new AbortController();
  #progress: SyncProgress = { pages: 0, templates: 0 };
  #writing: Promise<void> = Promise.resolve();

  constructor(options: SyncJobsOptions, job: string) {
    this.#options = options;
    this.#job = job;
    this.#timer = setInterval(() => this.note(this.#progress), options.heartbeatMs ?? 5_000);
  }

  /** Aborted when the job is no longer this process's. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get progress(): SyncProgress {
    return this.#progress;
  }

  note(progress: SyncProgress): void {
    this.#progress = progress;
    this.#writing = this.#writing.then(() => this.#write(progress));
  }

  /** Waits until nothing is being written. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
  }

  async #write(progress: SyncProgress): Promise<void> {
    const { database, logger } = this.#options;
    try {
      if (!(await noteSyncProgress(database, this.#job, progress))) this.#lost.abort();
    } catch (error) {
      // The next sign may get through; when none does, the job is given up.
      logger.debug({ sync: this.#job, code: errorCode(error) }, 'the progress of a sync could not be stored');
    }
  }
}
