import type { TestProject } from 'vitest/node';
import { createMigratedDatabase } from './database.ts';
import { offerServers } from './on-demand.ts';
import { findPostgresql, startPostgresql } from './postgresql.ts';
import { isRedisInstalled, startRedisServer } from './redis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the shared PostgreSQL server's maintenance database; null when none is installed. */
    postgresqlUrl: string | null;
    /** URL of the shared Redis server; null when none is installed. */
    redisUrl: string | null;
  }
}

/**
 * Starts the servers that all test files share, on private ports, and ends them after the last test. Those that few files need
 * start when the first one asks for them.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const [postgresql, redis, onDemand] = await Promise.all([
    findPostgresql() === undefined ? null : startPostgresql(),
    isRedisInstalled() ? startRedisServer() : null,
    offerServers(),
  ]);
  if (postgresql !== null) await createMigratedDatabase(postgresql);
  project.provide('postgresqlUrl', postgresql?.url ?? null);
  project.provide('redisUrl', redis?.url ?? null);
  project.provide('onDemandUrl', onDemand.url);
  return async () => {
    await Promise.all([postgresql?.remove(), redis?.remove(), onDemand.close()]);
  };
}
