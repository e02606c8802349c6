import type { RetryJob } from '../../store/operators/retry-jobs.ts';
import type { RetryJob as RetryJobView } from '../schemas/retry-jobs.ts';

export function toRetryJobView({ account, askedAt, finishedAt, ...job }: RetryJob): RetryJobView {
  return {
    ...job,
    origin: account?.origin ?? null,
    account: account?.account ?? null,
    state: finishedAt === null ? 'running' : 'done',
    askedAt: askedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
