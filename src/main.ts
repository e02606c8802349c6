/**
 * Where Laurel is put together: the only module that knows all others, and the only one that starts something. Each
 * function below opens one part from the settings; the commands (cli/) say which parts they want.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Publisher, Subscription } from './bus/bus.ts';
import { Arrivals } from './bus/http-inbox/arrivals.ts';
import { startInbox } from './bus/http-inbox/server.ts';
import { openInboxSubscription } from './bus/http-inbox/subscription.ts';
import { inspectRedisStreams } from './bus/redis-streams/inspect.ts';
import { openRedisPublisher } from './bus/redis-streams/publisher.ts';
import { openRedisSubscription } from './bus/redis-streams/subscription.ts';
import { relaySignals } from './bus/relay.ts';
import type { RelayParts } from './bus/relay.ts';
import { encodeSignal } from './bus/signals.ts';
import { fullTopic } from './bus/topics.ts';
import { commands } from './cli/commands.ts';
import type { CommandContext, RoleName, RunOptions } from './cli/context.ts';
import { runProgram } from './cli/program.ts';
import { consume } from './consumer/consumer.ts';
import { KnownLearners } from './consumer/known-learners.ts';
import { LiveRules } from './consumer/live-rules.ts';
import type { BatchParts } from './consumer/process-batch.ts';
import { ProgressLog } from './consumer/progress-log.ts';
import type { BatchReport } from './consumer/report.ts';
import { retryParked } from './consumer/retry-parked.ts';
import { errorCode, LaurelError } from './errors.ts';
import { createReader } from './events/reader.ts';
import { createVocabulary } from './events/vocabulary.ts';
import { keepBatchesYoung } from './heap.ts';
import { createAccredibleProvider } from './issuing/accredible/provider.ts';
import { createCredlyProvider } from './issuing/credly/provider.ts';
import { createOpenedxProvider } from './issuing/openedx/provider.ts';
import type { Provider } from './issuing/provider.ts';
import { createRateLimits } from './issuing/rate-limit.ts';
import type { RateLimits } from './issuing/rate-limit.ts';
import { DeliveryWorker } from './issuing/worker.ts';
import { Closers, LAST_DEADLINE_MS, runRoles, whenAborted } from './lifecycle.ts';
import type { Role } from './lifecycle.ts';
import type { Origin } from './rules/template.ts';
import { processEnvironment } from './settings.ts';
import type { Settings } from './settings.ts';
import type { Database } from './store/database.ts';
import { openEmbedded } from './store/embedded.ts';
import { classifyDatabaseFailure } from './store/failures.ts';
import { migrate } from './store/migrate.ts';
import { openPostgresql } from './store/postgresql.ts';

keepBatchesYoung();

const stopping = new AbortController();
let askedAt = Infinity;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);

const context: CommandContext = {
  environment: processEnvironment(),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopping.signal,
  openDatabase,
  openProviders: (settings) => openProviders(settings, createRateLimits(settings.delivery.ratePerSecond)),
  inspectBus: inspectRedisStreams,
  retryParked: (settings, database, filter, options) =>
    retryParked({ ...batchParts(settings, database), logger: openLogger(settings) }, filter, options),
  run,
};

process.exitCode = await runProgram(context, commands, process.argv.slice(2));
// What a role could not finish before the deadline must not keep the process alive.
process.exit();

/**
 * Asks everything to stop in an orderly way. What does not stop ends at the deadline, or when somebody asks again; a
 * moment later, for one Ctrl-C in a terminal arrives here several times, through the programs that started this one.
 */
function stop(): void {
  const now = Date.now();
  if (now - askedAt > 1_000) endNow();
  if (stopping.signal.aborted) return;
  askedAt = now;
  stopping.abort();
  setTimeout(endNow, LAST_DEADLINE_MS).unref();
}

function endNow(): never {
  const { message, exitCode } = new LaurelError('INTERRUPTED', 'What was not finished is undone. Run it again.');
  process.stderr.write(`laurel: INTERRUPTED: ${message}\n`);
  process.exit(exitCode);
}

function openLogger({ logLevel }: Pick<Settings, 'logLevel'>): Logger {
  // Standard output belongs to the commands.
  return pino(
    {
      base: { name: 'laurel', pid: process.pid },
      level: logLevel,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

async function openDatabase({ database, ...settings }: Settings): Promise<Database> {
  return database.kind === 'embedded'
    ? openEmbedded(database.directory)
    : openPostgresql({ url: database.url, poolSize: database.poolSize, logger: openLogger(settings) });
}

function openProviders(settings: Settings, limits: RateLimits): ReadonlyMap<Origin, Provider> {
  const { timeoutMs } = settings.delivery;
  const providers = [
    createOpenedxProvider(),
    createCredlyProvider({ settings: settings.credly, timeoutMs, limits }),
    createAccredibleProvider({ settings: settings.accredible, timeoutMs, limits }),
  ];
  return new Map(providers.map((provider) => [provider.origin, provider]));
}

function batchParts(settings: Settings, database: Database): BatchParts {
  return {
    database,
    read: createReader({ eventTypes: settings.events }),
    // Ignored key paths are not offered to people; rules that name them all the same still compare by type.
    rules: new LiveRules(database, createVocabulary(settings.events, [])),
    known: new KnownLearners(settings.consumer.knownLearners),
  };
}

async function run(options: RunOptions): Promise<void> {
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

async function openInbox(
  { settings, database, watcher }: RunOptions,
  logger: Logger,
  closers: Closers,
  arrivals: Arrivals,
): Promise<Role[]> {
  if (settings.inbox === null) return [];
  const inbox = await startInbox({ database, settings: settings.inbox, logger, arrivals });
  closers.add(() => inbox.close());
  watcher?.onInbox?.(inbox.url);
  logger.info({ url: inbox.url }, 'taking events over HTTP');
  return [{ name: 'inbox', run: (signal) => whenAborted(signal).then(() => inbox.close()) }];
}

function openConsumers(
  { settings, database, watcher }: RunOptions,
  logger: Logger,
  closers: Closers,
  arrivals: Arrivals,
): Role[] {
  const parts = batchParts(settings, database);
  return openSubscriptions(settings, database, logger, arrivals).map((subscription) => {
    closers.add(() => subscription.close());
    const progress = new ProgressLog(logger);
    return {
      name: `consume ${subscription.name}`,
      run: async (signal) => {
        const { batchSize } = settings.consumer;
        const onBatch = (report: BatchReport): void => {
          progress.add(report);
          watcher?.onBatch?.(report);
        };
        await consume({ ...parts, subscription, batchSize, logger, onBatch }, signal);
        progress.tell();
      },
    };
  });
}

function openSubscriptions(settings: Settings, database: Database, logger: Logger, arrivals: Arrivals): Subscription[] {
  const { redis, topics, topicPrefix } = settings.bus;
  const subscriptions: Subscription[] = [];
  if (redis?.consumersEnabled) {
    const fullTopics = topics.map((topic) => fullTopic(topicPrefix, topic));
    subscriptions.push(openRedisSubscription(redis, fullTopics, logger));
  }
  if (settings.inbox !== null) subscriptions.push(openInboxSubscription({ database, logger, arrivals }));
  return subscriptions;
}

function openAnnouncer(
  { settings, database, publisher, watcher }: RunOptions,
  logger: Logger,
  closers: Closers,
): Role[] {
  const bus = publisher ?? openPublisher(settings, logger, closers);
  if (bus === null) {
    logger.warn('no event bus is configured: signals wait in the outbox until EVENT_BUS_REDIS_CONNECTION_URL is set');
    return [];
  }
  const [topic = ''] = settings.bus.topics;
  const parts: RelayParts = {
    database,
    publisher: bus,
    logger,
    encode: (waiting) => encodeSignal(waiting, topic),
    onSent: (sent) => watcher?.onSent?.(sent),
  };
  return [{ name: 'announce', run: (signal) => relaySignals(parts, signal) }];
}

function openPublisher({ bus }: Settings, logger: Logger, closers: Closers): Publisher | null {
  if (bus.redis === null) return null;
  const publisher = openRedisPublisher(bus.redis, bus.topicPrefix, logger);
  closers.add(() => publisher.close());
  return publisher;
}

function openDeliverer({ settings, database, watcher }: RunOptions, logger: Logger): Role {
  const limits = createRateLimits(settings.delivery.ratePerSecond);
  const worker = new DeliveryWorker({
    database,
    providers: openProviders(settings, limits),
    limits,
    settings: settings.delivery,
    logger,
    onDelivery: (delivery) => watcher?.onDelivery?.(delivery),
  });
  return {
    name: 'deliver',
    run: async (signal) => {
      worker.start();
      await whenAborted(signal);
      await worker.stop();
    },
  };
}
