import { expect, test } from 'vitest';
import type { SyncJob } from '../../src/api/schemas/connections.ts';
import { newestSync } from '../../web/src/connections/sync/newest-sync.ts';
import type { KnownSyncs } from '../../web/src/connections/sync/newest-sync.ts';

/** A sync that began in this minute. */
const sync = (id: string, minute: number, state: SyncJob['state']): SyncJob => ({
  id,
  origin: 'credly',
  account: 'demo',
  state,
  actor: 'user:1',
  pages: 0,
  templates: 0,
  startedAt: `2026-01-01T00:0${minute}:00Z`,
  finishedAt: state === 'running' ? null : `2026-01-01T00:0${minute}:30Z`,
  error: null,
  report: null,
});
const running = sync('new', 2, 'running');
const succeeded = sync('new', 2, 'succeeded');
const older = sync('old', 1, 'succeeded');
const newer = sync('newer', 3, 'running');

test.each<[what: string, known: KnownSyncs, shown: SyncJob | null]>([
  ['none at all', { started: null, last: null, followed: null }, null],
  ['one that somebody else has started', { started: null, last: running, followed: null }, running],
  ['just started, the account not read again yet', { started: running, last: older, followed: null }, running],
  ['just started, and none before', { started: running, last: null, followed: null }, running],
  ['its end seen by following it', { started: running, last: running, followed: succeeded }, succeeded],
  ['its end seen at the account first', { started: running, last: succeeded, followed: running }, succeeded],
  ['its end in the answer that started it', { started: succeeded, last: running, followed: null }, succeeded],
  ['a newer one after the one that was followed', { started: running, last: newer, followed: succeeded }, newer],
  ['the followed one is not the newest', { started: null, last: older, followed: succeeded }, older],
])('the newest sync: %s', (_, known, shown) => {
  expect(newestSync(known)).toBe(shown);
});
