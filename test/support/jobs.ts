import { onTestFinished } from 'vitest';
import { maintenanceLanes, runMaintenance } from '../../src/monitoring/maintenance.ts';
import type { Database } from '../../src/store/database/database.ts';
import { consumerParts } from './consumer.ts';
import { silent } from './database.ts';

/** A process that does what people have started, until the test is over or it is stopped. */
export function workAtJobs(database: Database): () => Promise<void> {
  const stopping = new AbortController();
  const { logger: _, ...batch } = consumerParts(database);
  const keptDays = { history: null, audit: null, jobs: null };
  const parts = {
    database,
    keptDays,
    batch,
    announces: true,
    openReplay: async () => null,
    logger: silent,
    pollMs: 20,
  };
  const ended = Promise.all(maintenanceLanes.map((kinds) => runMaintenance(parts, kinds, stopping.signal)));
  const stop = async (): Promise<void> => {
    stopping.abort();
    await ended;
  };
  onTestFinished(stop);
  return stop;
}
