import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from './api.ts';
import type { ApiStage } from './api.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from './database.ts';

/** What a test of the API has. */
export interface ApiTest {
  readonly database: Database;
  readonly api: ApiStage;
}

type Kind = Database['kind'];

/** Runs the tests with the API on PostgreSQL and on the embedded database: where the SQL is particular. */
export function describeApiOnBoth(what: string, define: (stage: () => ApiTest) => void): void {
  for (const kind of ['postgresql', 'embedded'] as const)
    describe.skipIf(kind === 'postgresql' && !hasPostgresql())(`${what}, on ${kind}`, () => onStage(kind, define));
}

/** Runs the tests with the API on PostgreSQL; on a machine without, on the embedded database. */
export function describeApi(what: string, define: (stage: () => ApiTest) => void): void {
  describe(what, () => onStage(hasPostgresql() ? 'postgresql' : 'embedded', define));
}

function onStage(kind: Kind, define: (stage: () => ApiTest) => void): void {
  let test: ApiTest;
  let close = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    const fresh = kind === 'postgresql' ? await createTestDatabase() : null;
    const database = fresh?.database ?? (await createEmbeddedDatabase());
    const api = await stageApi(database);
    test = { database, api };
    close = async () => {
      await api.close();
      await (fresh ?? database).close();
    };
  });
  afterAll(() => close());
  define(() => test);
}

/** Empties what events and people fill, at a hundredth of the cost of a new database. People stay signed in. */
export async function emptySite(database: Database): Promise<void> {
  await database.query(
    `TRUNCATE badge_template, badge_template_version, template_use, learner, fulfillment, badge_progress, badge,
              badge_former_place, history, outbox, parked_message, audit, idempotent_command, provider_account, connection, course RESTART IDENTITY`,
  );
}
