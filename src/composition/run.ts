import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Arrivals } from '../bus/http-inbox/arrivals.ts';
import type { RoleName, RunOptions } from '../cli/context.ts';
import { errorCode } from '../errors.ts';
import { Closers, runRoles } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import type { Database } from '../store/database.ts';
import { classifyDatabaseFailure } from '../store/failures.ts';
import { migrate } from '../store/migrate.ts';
import { openAnnouncer } from './announcer.ts';
import { openConsumers } from './consumers.ts';
import { openDeliverer } from './deliverer.ts';
import { openInbox } from './inbox.ts';
import { openLogger } from './parts.ts';

/** Runs roles together in this process until they are told to stop, or one of them can't go on. */
export async function run(options: RunOptions): Promise<void> {
  const logger = openLogger(options.settings);
  await migrateWhenThere(options.database, logger, options.signal);
  const closers = new Closers();
  try {
    const roles = await openRoles(options, logger, closers);
    logger.info({ roles: roles.map(({ name }) => name) }, 'started');
    await runRoles(roles, options.signal, logger);
  } finally {
    await closers.closeAll();
  }
}

/** At the start the database may be away, too: waits for it and says so. */
async function migrateWhenThere(database: Database, logger: Logger, signal: AbortSignal): Promise<void> {
  for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, 5_000)) {
    try {
      const { applied } = await migrate(database);
      if (applied.length > 0) logger.info({ applied }, 'database migrated');
      return;
    } catch (error) {
      if (classifyDatabaseFailure(error) !== 'away') throw error;
      logger.warn({ code: errorCode(error), waitMs: wait }, 'the database does not answer yet; waiting for it');
      await pause(wait, undefined, { signal }).catch(() => {});
    }
  }
}

async function openRoles(options: RunOptions, logger: Logger, closers: Closers): Promise<Role[]> {
  const arrivals = new Arrivals();
  const open: Readonly<Record<RoleName, () => Role[] | Promise<Role[]>>> = {
    inbox: () => openInbox(options, logger, closers, arrivals),
    consume: () => openConsumers(options, logger, closers, arrivals),
    announce: () => openAnnouncer(options, logger, closers),
    deliver: () => [openDeliverer(options, logger)],
  };
  const roles: Role[] = [];
  for (const name of options.roles) roles.push(...(await open[name]()));
  return roles;
}
