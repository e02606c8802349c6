import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { loadCommands } from '../../src/cli/commands.ts';
import type { CommandContext } from '../../src/cli/context.ts';
import { runProgram } from '../../src/cli/program.ts';
import { retryParked } from '../../src/consumer/retry-parked.ts';
import { replay } from '../../src/consumer/replay.ts';
import { inspectBus, openReplay } from '../../src/composition/parts.ts';
import { createReader } from '../../src/events/reader.ts';
import { inspectRetention } from '../../src/bus/redis-streams/retention.ts';
import type { Database } from '../../src/store/database/database.ts';
import { consumerParts } from '../support/consumer.ts';

/** What a command left behind. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON. */
  readonly json: () => unknown;
}

/** Runs a command in this process, on this database. Parts that a test does not give fail when they are used. */
export async function laurel(
  commandLine: readonly string[],
  database: Database | null = null,
  overrides: Partial<CommandContext> = {},
): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const context: CommandContext = {
    environment: {},
    stdin: Readable.from([]),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    signal: new AbortController().signal,
    // The test's database outlives the command.
    openDatabase: async () => (database ? { ...database, close: () => Promise.resolve() } : unavailable('a database')),
    openProviders: () => unavailable('providers'),
    inspectBus,
    inspectRetention,
    retryParked: (_settings, opened, filter, options) => retryParked(consumerParts(opened), filter, options),
    replay: async (settings, opened, span, options) => {
      const source = (await openReplay(settings.bus)) ?? unavailable('event bus');
      const parts = { ...consumerParts(opened), read: createReader({ eventTypes: settings.events }) };
      try {
        return await replay(parts, source, span, options, context.signal);
      } finally {
        await source.close();
      }
    },
    run: () => unavailable('roles'),
    ...overrides,
  };
  const exitCode = await runProgram(context, await loadCommands(commandLine), commandLine);
  return { exitCode, stdout, stderr, json: (): unknown => JSON.parse(stdout) };
}

function unavailable(what: string): never {
  throw new Error(`this test has no ${what}`);
}

/** What a command that opens the embedded database says first, on standard error. */
export const embeddedNote = /^Using the embedded database in \S+; set LAUREL_DATABASE_URL to use PostgreSQL\.\n$/;

/** Empties the tables for the next test: much faster than a new embedded database. */
export async function empty(database: Database): Promise<void> {
  await database.query(
    `TRUNCATE badge_template, badge_template_version, learner, fulfillment, badge_progress, badge, history, outbox,
              parked_message, audit RESTART IDENTITY`,
  );
}

/** A directory of the test's own, removed after it. */
export function directory(): string {
  const path = mkdtempSync(join(tmpdir(), 'laurel-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes a file for the test. */
export function file(name: string, text: string | Buffer): string {
  const path = join(directory(), name);
  writeFileSync(path, text);
  return path;
}
