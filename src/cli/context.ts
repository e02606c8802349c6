import type { Command } from 'commander';
import type { RawMessage } from '../events/message.ts';
import type { Verdict } from '../consumer/verdict.ts';
import type { Provider } from '../issuing/provider.ts';
import type { Origin } from '../rules/template.ts';
import { readSettings } from '../settings.ts';
import type { Settings } from '../settings.ts';
import type { Environment } from '../settings/sources.ts';
import type { Database } from '../store/database.ts';
import { requireCurrentSchema } from '../store/migrate.ts';

/** Where a command writes; process.stdout and process.stderr are such. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** All that commands need from outside; main.ts fills it in. */
export interface CommandContext {
  readonly environment: Environment;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when the process is asked to stop. */
  readonly signal: AbortSignal;
  openDatabase(settings: Settings): Promise<Database>;
  /** The adapters of all providers that hold badges outside, by origin. */
  openProviders(settings: Settings): ReadonlyMap<Origin, Provider>;
  /**
   * Processes messages as the consumer does, in one transaction each, and leaves parked messages alone.
   *
   * @returns one verdict per message, in order
   */
  processMessages(settings: Settings, database: Database, messages: readonly RawMessage[]): Promise<readonly Verdict[]>;
}

/** The settings of this call: `--settings FILE` may stand before or after the name of the command. */
export function settingsOf(context: CommandContext, command: Command): Settings {
  return readSettings(context.environment, settingsFile(command));
}

export function settingsFile(command: Command): string | undefined {
  return command.optsWithGlobals<{ settings?: string }>().settings;
}

/** Opens the database, checks that its schema is current, and closes it whatever happens. */
export async function withDatabase<T>(
  context: CommandContext,
  settings: Settings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await context.openDatabase(settings);
  try {
    await requireCurrentSchema(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
