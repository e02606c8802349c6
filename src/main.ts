/**
 * Where Laurel begins: the only module that starts something. What each part is put together from is in composition/; the
 * commands (cli/) say which parts they want.
 */
import { loadCommands } from './cli/commands.ts';
import type { CommandContext } from './cli/context.ts';
import { runProgram } from './cli/program.ts';
import { batchParts, inspectBus, openDatabase, openLogger, openProviders, openReplay } from './composition/parts.ts';
import { logWarnings } from './composition/warnings.ts';
import { replay } from './consumer/replay.ts';
import { retryParked } from './consumer/retry-parked.ts';
import { CommandError } from './errors.ts';
import { armFailpoints } from './failpoints.ts';
import { keepBatchesYoung } from './heap.ts';
import { createRateLimits } from './issuing/http/rate-limit.ts';
import { LAST_DEADLINE_MS } from './lifecycle.ts';
import { leaveBy } from './outgoing.ts';
import { processEnvironment } from './settings.ts';

keepBatchesYoung();

const stopping = new AbortController();
let askedAt = Infinity;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
// A reader that has gone, as `laurel export | head` has, or a disk that is full does not end what was begun.
const lostOutputs: string[] = [];
process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') lostOutputs.push(code);
});
process.stderr.on('error', () => {});

const context: CommandContext = {
  environment: processEnvironment(),
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopping.signal,
  openDatabase,
  openProviders: (settings, database) => {
    leaveBy(settings.outgoing);
    return openProviders({ settings, database, limits: createRateLimits(settings.delivery.ratePerSecond, database) })
      .byOrigin;
  },
  inspectBus,
  inspectRetention: async (...look) => (await import('./bus/redis-streams/retention.ts')).inspectRetention(...look),
  retryParked: (settings, database, filter, options) =>
    retryParked({ ...batchParts(settings, database), logger: openLogger(settings) }, filter, options),
  replay: async (settings, database, span, options) => {
    leaveBy(settings.outgoing);
    const source = await openReplay(settings.bus);
    if (source === null) throw new CommandError('USAGE', 'There is no event bus to read from.');
    const parts = { ...batchParts(settings, database), logger: openLogger(settings) };
    try {
      return await replay(parts, source, span, options, stopping.signal);
    } finally {
      await source.close();
    }
  },
  run: async (options) => {
    leaveBy(options.settings.outgoing);
    const logger = openLogger(options.settings);
    logWarnings(logger);
    armFailpoints(options.settings.failpoints);
    if (options.settings.failpoints.length > 0)
      logger.warn('LAUREL_FAILPOINTS is set: this process will end or freeze on purpose; for tests only');
    return (await import('./composition/run.ts')).run(options);
  },
};

const commandLine = process.argv.slice(2);
process.exitCode = await runProgram(context, await loadCommands(commandLine), commandLine);
// What went wrong with the last line is told a turn later.
await new Promise((resolve) => void setImmediate(resolve));
if (lostOutputs.length > 0) {
  const lost = new CommandError('FILE_NOT_WRITTEN', `Standard output took not all of it (${lostOutputs[0]}).`);
  process.stderr.write(`laurel: ${lost.code}: ${lost.message}\n`);
  process.exitCode = lost.exitCode;
}
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
  const { message, exitCode } = new CommandError('INTERRUPTED', 'What was not finished is undone. Run it again.');
  process.stderr.write(`laurel: INTERRUPTED: ${message}\n`);
  process.exit(exitCode);
}
