import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { hasBus, isAnnouncing } from '../bus/announcing.ts';
import { Arrivals } from '../bus/http-inbox/arrivals.ts';
import type { RoleName, RunOptions } from '../cli/context.ts';
import { laurelVersion } from '../version.ts';
import { errorCode } from '../errors.ts';
import { requireIssuerKeys } from '../issuing/issuers/issuer-keys.ts';
import { findMovedIssuers, movedAdvice } from '../issuing/issuers/moved-site.ts';
import { createKeyring } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import type { Queryable } from '../store/database/database.ts';
import { Closers, runRoles } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import { migrate } from '../store/database/migrate.ts';
import { ActivityLog } from '../monitoring/activity-log.ts';
import { Heartbeat } from '../monitoring/heartbeat.ts';
import { keepUp } from '../monitoring/upkeep.ts';
import { Metrics } from '../monitoring/metrics.ts';
import { Vitals } from '../monitoring/vitals.ts';
import { noTracing } from '../telemetry/tracing.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import { agentFor } from '../outgoing.ts';
import { inspectBus, openLogger } from './parts.ts';
import type { RoleParts } from './role-parts.ts';

/** Runs roles together in this process until they are told to stop, or one of them can't go on. */
export async function run(options: RunOptions): Promise<void> {
  const { database, settings } = options;
  const logger = openLogger(settings);
  const closers = new Closers();
  try {
    const metrics = new Metrics(laurelVersion);
    const vitals = new Vitals({ version: laurelVersion, roles: options.roles, stallMs: settings.stallMs });
    // First of all, so that whoever watches sees a process which waits for the database.
    await openMonitoring(options, logger, { metrics, vitals }, closers);
    await prepareWhenThere(options, logger);
    const tracing = await openTracing(options, logger, closers);
    const activity = new ActivityLog({ database, logger });
    const roles = await openRoles({
      ...options,
      logger,
      announces: options.publisher !== undefined || isAnnouncing(settings.bus),
      metrics,
      vitals,
      tracing,
      activity,
      closers,
      arrivals: new Arrivals(),
    });
    const heartbeat = new Heartbeat({ database, vitals, logger });
    heartbeat.start();
    closers.add(() => heartbeat.stop());
    activity.start();
    closers.add(() => activity.stop());
    const upkeep = new AbortController();
    const keeping = keepUp({ database, keptDays: settings.keptDays, signal: upkeep.signal, logger });
    closers.add(async () => {
      upkeep.abort();
      await keeping;
    });
    logger.info({ roles: roles.map(({ name }) => name) }, 'started');
    await runRoles(roles, options.signal, logger);
  } finally {
    await closers.closeAll();
  }
}

/**
 * Brings the schema up to date, and makes sure that whoever signs has the keys for it. At the start the database may be
 * away, too: waits for it and says so.
 */
async function prepareWhenThere({ database, settings, roles, signal }: RunOptions, logger: Logger): Promise<void> {
  const signs = roles.some((role) => role === 'deliver' || role === 'serve');
  for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, 5_000)) {
    try {
      const { applied } = await migrate(database);
      if (applied.length > 0) logger.info({ applied }, 'database migrated');
      if (signs) await requireIssuerKeys(database, createKeyring(settings.secrets.encryptionKeys));
      if (signs) await tellWhatMoved(database, settings, logger);
      return;
    } catch (error) {
      if (classifyDatabaseFailure(error) !== 'away') throw error;
      logger.warn({ code: errorCode(error), waitMs: wait }, 'waiting for the database, which is not responding yet');
      await pause(wait, undefined, { signal }).catch(() => {});
    }
  }
}

/** Badges can't change: whoever changes the address of the site hears at once of those that name the old one. */
export async function tellWhatMoved(
  database: Queryable,
  { http }: Pick<Settings, 'http'>,
  logger: Pick<Logger, 'warn'>,
): Promise<void> {
  for (const moved of await findMovedIssuers(database, http))
    logger.warn(
      { ...moved, publicUrl: http.publicUrl },
      `badges name another address than LAUREL_PUBLIC_URL: ${movedAdvice(moved)}`,
    );
}

async function openRoles(parts: RoleParts): Promise<Role[]> {
  const roles: Role[] = [];
  for (const name of parts.roles) {
    const open = await openerOf[name]();
    roles.push(...(await open(parts)));
  }
  return roles;
}

type OpenRole = (parts: RoleParts) => Role[] | Promise<Role[]>;

/** A process loads the roles that it runs: one that consumes needs neither the pages' server nor its libraries. */
const openerOf: Readonly<Record<RoleName, () => Promise<OpenRole>>> = {
  inbox: async () => (await import('./inbox.ts')).openInbox,
  consume: async () => (await import('./consumers.ts')).openConsumers,
  announce: async () => (await import('./announcer.ts')).openAnnouncer,
  deliver: async () => (await import('./deliverer.ts')).openDeliverer,
  serve: async () => (await import('./server.ts')).openServer,
};

async function openTracing({ settings }: RunOptions, logger: Logger, closers: Closers): Promise<Tracing> {
  if (settings.tracing === null) return noTracing;
  // Only loaded where it is used: it is larger than the rest of the process together.
  const openTelemetry = await import('../telemetry/open-telemetry.ts');
  const tracing = openTelemetry.openTracing(settings.tracing, laurelVersion, logger, (protocol) =>
    agentFor(protocol, settings.outgoing),
  );
  closers.add(() => tracing.close());
  return tracing;
}

async function openMonitoring(
  { settings: { bus, monitoring }, database }: RunOptions,
  logger: Logger,
  told: Pick<RoleParts, 'metrics' | 'vitals'>,
  closers: Closers,
): Promise<void> {
  if (monitoring === null) return;
  told.metrics.measureProcess();
  const { startMonitoring } = await import('../api/monitoring.ts');
  const look = { hasBus: hasBus(bus), inspectBus: () => inspectBus(bus) };
  const parts = { settings: monitoring, database, logger, ...told, ...look };
  const { url, close } = await startMonitoring(parts);
  closers.add(close);
  logger.info({ url }, 'serving health and metrics');
}
