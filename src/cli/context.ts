import type { Command } from 'commander';
import type { BusInspection } from '../bus/inspection.ts';
import type { Retention } from '../bus/retention.ts';
import type { Publisher } from '../bus/bus.ts';
import type { BatchReport } from '../consumer/report.ts';
import type { Delivery } from '../issuing/delivery/counters.ts';
import type { BusPosition, GroupName } from '../store/engine/bus-positions.ts';
import type { WaitingSignal } from '../store/engine/outbox.ts';
import type { ReplaySpan } from '../bus/replay.ts';
import type { ReplayOptions, ReplayReport } from '../consumer/replay.ts';
import type { RetryFilter, RetryOptions, RetryReport } from '../consumer/retry-parked.ts';
import type { Provider } from '../issuing/provider.ts';
import type { Origin } from '../rules/template.ts';
import { CommandError, LaurelError } from '../errors.ts';
import { readSettings } from '../settings.ts';
import type { BusSettings, Lack, Settings } from '../settings.ts';
import type { RedisSettings } from '../settings/redis.ts';
import type { Environment } from '../settings/sources.ts';
import type { SettingView } from '../settings/view.ts';
import type { Database } from '../store/database/database.ts';
import { classifyDatabaseFailure } from '../store/database/failures.ts';
import { requireCurrentSchema } from '../store/database/migrate.ts';
import { refusalOf } from '../store/database/refusals.ts';

/** Where a command writes; process.stdout and process.stderr are such. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** False: it is full until it drains. */
  write(text: string): unknown;
  /** Where it can be full. */
  once?(event: 'drain', listener: () => void): unknown;
}

/**
 * What a process can do: receive events over HTTP, process events, announce awards and revocations on the bus, bring badges
 * outside, and answer the API and the pages.
 */
export const roleNames = ['inbox', 'consume', 'announce', 'deliver', 'serve'] as const;
export type RoleName = (typeof roleNames)[number];

/** Told of what happens in the roles of this process, for live views. None may throw. */
export interface Watcher {
  onInbox?(url: string): void;
  onServer?(url: string): void;
  onBatch?(report: BatchReport): void;
  onSent?(signals: readonly WaitingSignal[]): void;
  onDelivery?(delivery: Delivery): void;
}

/** Roles to run together. */
export interface RunOptions {
  readonly settings: Settings;
  /** The settings as people may see them. */
  readonly settingViews: readonly SettingView[];
  readonly roles: readonly RoleName[];
  readonly database: Database;
  /** Directory of the built pages; null: only the API is served. */
  readonly pages: string | null;
  /** Where signals go; without one, to the bus of the settings. */
  readonly publisher?: Publisher;
  readonly watcher?: Watcher;
  /** Stops the roles when aborted. */
  readonly signal: AbortSignal;
}

/** What a command can be told besides its options; process.stdin is such. */
export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** All that commands need from outside; main.ts fills it in. */
export interface CommandContext {
  readonly environment: Environment;
  /** For what may not stand on the command line; read only when a command asks for it. */
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when the process is asked to stop. */
  readonly signal: AbortSignal;
  openDatabase(settings: Settings): Promise<Database>;
  /**
   * Runs roles until the signal is aborted and what was begun is finished, or until one of them can't go on. Waits for
   * the database at the start, and migrates it.
   */
  run(options: RunOptions): Promise<void>;
  /**
   * The adapters of all providers that hold badges outside, by origin.
   *
   * @param database where connections are stored; null: only the accounts of the settings are known
   */
  openProviders(settings: Settings, database: Database | null): ReadonlyMap<Origin, Provider>;
  /** Looks at the event bus and changes nothing; null when none is configured. */
  inspectBus(bus: BusSettings): Promise<BusInspection | null>;
  /** Looks at what may take messages from Redis before they are processed (inspectRetention of src/bus). */
  inspectRetention(
    bus: BusSettings,
    redis: RedisSettings,
    positions: readonly (GroupName & BusPosition)[],
  ): Promise<Retention>;
  /** Processes what is on the event bus of the settings once more (replay of src/consumer); stops when the process is asked to. */
  replay(settings: Settings, database: Database, span: ReplaySpan, options: ReplayOptions): Promise<ReplayReport>;
  /** Processes parked messages again, as the consumer does (retryParked of src/consumer). */
  retryParked(settings: Settings, database: Database, filter: RetryFilter, options: RetryOptions): Promise<RetryReport>;
}

/**
 * The settings of this call: `--settings FILE` may stand before or after the name of the command.
 *
 * @param lacksOf what the command lacks in them, told together with all other mistakes
 */
export function settingsOf(
  context: CommandContext,
  command: Command,
  lacksOf?: (settings: Settings) => readonly Lack[],
): Settings {
  return readSettings(context.environment, settingsFile(command), lacksOf);
}

export function settingsFile(command: Command): string | undefined {
  return command.optsWithGlobals<{ settings?: string }>().settings;
}

/** Opens the database, checks that its schema is current, and closes it whatever happens. */
export function withDatabase<T>(
  context: CommandContext,
  settings: Settings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return withUncheckedDatabase(context, settings, async (database) => {
    await requireCurrentSchema(database);
    return work(database);
  });
}

/** The same for whoever looks after the schema. */
export async function withUncheckedDatabase<T>(
  context: CommandContext,
  settings: Settings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  let database: Database | undefined;
  const { database: place } = settings;
  // Whoever forgot a setting would look for their data in vain.
  if (place.kind === 'embedded')
    context.stderr.write(
      `Using the embedded database in ${place.directory}; set LAUREL_DATABASE_URL to use PostgreSQL.\n`,
    );
  try {
    database = await context.openDatabase(settings);
    return await work(database);
  } catch (error) {
    throw databaseUnavailable(error, settings);
  } finally {
    await database?.close();
  }
}

/** The error in an operator's words when it says that the database can't be used; else the error itself. */
function databaseUnavailable(error: unknown, { database }: Settings): unknown {
  if (error instanceof LaurelError || !(error instanceof Error)) return error;
  const refusal = database.kind === 'postgresql' ? refusalOf(error, database.url) : null;
  if (refusal !== null) return refusal;
  // 28: wrong user or password; 3D: no such database.
  const refused = 'code' in error && /^(28|3D)/.test(String(error.code));
  if (!refused && classifyDatabaseFailure(error) !== 'away') return error;
  const told = error instanceof AggregateError ? String(error.errors[0]) : error.message;
  return new CommandError(
    'DATABASE_UNAVAILABLE',
    [`PostgreSQL: ${told}.`, 'Check that it runs and that LAUREL_DATABASE_URL is right.'],
    { cause: error },
  );
}
