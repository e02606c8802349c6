import { pino } from 'pino';
import type { Template } from '../../src/rules/template.ts';
import type { Database } from '../../src/store/database/database.ts';
import { ensureLearners } from '../../src/store/engine/learners.ts';
import { migrate } from '../../src/store/database/migrate.ts';
import { openPostgresql } from '../../src/store/database/postgresql.ts';
import { insertTemplate, lockRules, raiseRulesRevision } from '../../src/store/engine/templates.ts';
import { learnerOf } from '../../test/support/events.ts';
import type { Servers } from './servers.ts';

/** A database of Laurel's, as a site has it. */
export interface Site {
  readonly name: string;
  readonly url: string;
  readonly database: Database;
  /** Empties what processing fills. */
  clear(): Promise<void>;
  remove(): Promise<void>;
}

export async function createSite(servers: Servers, name: string, templates: readonly Template[]): Promise<Site> {
  await servers.createDatabase(name);
  const site = openSite(servers, name);
  await migrate(site.database);
  await site.database.transaction(async (transaction) => {
    await lockRules(transaction);
    for (const template of templates) await insertTemplate(transaction, template);
    await raiseRulesRevision(transaction);
  });
  return site;
}

/** A site with all that another one has; nobody may be connected to that one meanwhile. */
export async function copySite(servers: Servers, original: Site, name: string): Promise<Site> {
  await servers.copyDatabase(original.name, name);
  return openSite(servers, name);
}

function openSite(servers: Servers, name: string): Site {
  const url = servers.databaseUrl(name);
  const database = openPostgresql({ url, poolSize: 2, logger: pino({ level: 'silent' }) });
  return {
    name,
    url,
    database,
    clear: async () => {
      await database.query('TRUNCATE learner, fulfillment, badge_progress, badge, outbox, history, parked_message');
    },
    remove: async () => {
      await database.close();
      await servers.dropDatabase(name);
    },
  };
}

/** Stores learners as an event of theirs would have. */
export async function storeLearners(database: Database, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  await database.transaction((transaction) =>
    ensureLearners(
      transaction,
      ids.map((id) => ({ learner: learnerOf(id), time: 0, eventId: 'before' })),
    ),
  );
}
