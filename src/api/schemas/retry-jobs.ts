import { z } from 'zod';
import { flag, pageOf, pageQuery, providerOrigin, timestamp } from './common.ts';
import { told } from '../../told.ts';

export const retryRequest = z
  .strictObject({
    origin: providerOrigin.nullable().meta({ description: 'Null: all failed deliveries.' }),
    account: z.string().max(100).nullable(),
  })
  .refine(({ origin: named, account }) => (named === null) === (account === null), {
    message: told`Give both origin and account, or neither.`.text,
    path: ['account'],
  })
  .meta({ id: 'RetryRequest' });

export const retryJob = z
  .strictObject({
    id: z.guid(),
    origin: providerOrigin.nullable().meta({ description: 'Null: of all accounts.' }),
    account: z.string().nullable(),
    state: z.enum(['running', 'done']),
    failed: z.int().meta({ description: 'How many deliveries had failed when it began.' }),
    lookedAt: z.int().meta({ description: 'How many of them have been processed so far.' }),
    retried: z.int().meta({
      description: 'How many are due again so far. The others were in progress, or already due.',
    }),
    actor: z.string(),
    askedAt: timestamp,
    finishedAt: timestamp.nullable(),
  })
  .meta({ id: 'RetryJob', description: 'A retry of the failed deliveries of an account, or of all.' });

export type RetryJob = z.output<typeof retryJob>;
export const retryJobPage = pageOf(retryJob, 'RetryJobPage');
export type RetryJobPage = z.output<typeof retryJobPage>;

export const retryJobQuery = z.strictObject({
  ...pageQuery,
  running: flag.optional().meta({ description: 'Only running jobs.' }),
});
