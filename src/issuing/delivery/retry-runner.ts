import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorCode } from '../../errors.ts';
import type { Database } from '../../store/database/database.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import { stepSomeRetryJob } from '../../store/operators/retry-jobs.ts';

export interface RetryRunnerOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** Between looks for jobs. */
  readonly pollMs: number;
}

/** Longest pause while the database is away. */
const longestPauseMs = 5_000;

/**
 * Goes on with the retries of many deliveries, step by step, until the signal is aborted. Any number of processes may do
 * so: a step is one transaction, and holds its job.
 */
export async function runRetryJobs(
  { database, logger, pollMs }: RetryRunnerOptions,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    let pause = 0;
    try {
      const job = await stepSomeRetryJob(database);
      failures = 0;
      if (job === null) pause = pollMs;
      else if (job.finishedAt !== null)
        logger.info({ retry: job.id, ...job.account, retried: job.retried }, 'failed deliveries are due again');
    } catch (error) {
      failures += 1;
      pause = Math.min(longestPauseMs, 100 * 2 ** (failures - 1));
      // What else needs the database tells that it is away.
      const level = classifyDatabaseFailure(error) === 'away' ? 'debug' : 'error';
      logger[level]({ code: errorCode(error), failures }, 'a step of a bulk retry failed; retrying');
    }
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => {});
  }
}
