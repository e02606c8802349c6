import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { writeBadgesFile } from '../../src/formats/badges-file-writer.ts';
import type { Template } from '../../src/rules/template.ts';
import type { Database } from '../../src/store/database/database.ts';
import { demoCourse } from '../support/events.ts';
import { LaurelProcess } from '../support/laurel.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { migrateAndApply } from '../support/migrate-and-apply.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';

/** Held by Laurel itself; passing the demo course earns it. */
export const demoGraduate = template({
  id: 'demo-graduate',
  requirements: [passCourse('pass-demo', demoCourse)],
  penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
});

/** The settings of a Laurel between this Redis and this PostgreSQL. */
export function settingsFor(redisUrl: string, databaseUrl: string): LaurelEnvironment {
  return {
    LAUREL_DATABASE_URL: databaseUrl,
    EVENT_BUS_REDIS_CONNECTION_URL: redisUrl,
    EVENT_BUS_TOPIC_PREFIX: 'dev',
    EVENT_BUS_REDIS_STREAM_MAX_LEN: '1000000',
    EVENT_BUS_REDIS_CONSUMER_POLL_FAILURE_SLEEP: '0.1',
  };
}

/** Brings templates in by the real command; the database must be there. */
export async function apply(environment: LaurelEnvironment, ...templates: readonly Template[]): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'laurel-badges-'));
  try {
    const file = join(directory, 'badges.yaml');
    writeFileSync(file, writeBadgesFile(templates));
    await migrateAndApply(environment, file);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Starts `laurel run`; it is killed after the test if it still runs then. */
export function run(environment: LaurelEnvironment, ...args: readonly string[]): LaurelProcess {
  const laurel = new LaurelProcess(['run', ...args], environment);
  onTestFinished(() => laurel.kill());
  return laurel;
}

/** Asks a process to stop, and checks that it does so in an orderly way and in time. Returns the milliseconds it took. */
export async function stopInTime(laurel: LaurelProcess): Promise<number> {
  const asked = performance.now();
  const code = await laurel.stop();
  const took = performance.now() - asked;
  expect({ code, log: laurel.stderr }).toMatchObject({ code: 0 });
  expect(took).toBeLessThan(10_000);
  return took;
}

export async function countOf(database: Database, sql: string): Promise<number> {
  const [row] = await database.query<{ count: number }>(sql);
  return row?.count ?? 0;
}
