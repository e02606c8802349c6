import type { Command } from 'commander';
import { hasBus } from '../bus/announcing.ts';
import { fullTopic } from '../bus/topics.ts';
import type { ReplaySpan } from '../bus/replay.ts';
import { sum } from '../consumer/report.ts';
import type { ReplayReport } from '../consumer/replay.ts';
import { CommandError } from '../errors.ts';
import type { Lack, Settings } from '../settings.ts';
import { appendAudit } from '../store/operators/audit.ts';
import { commandActor } from './actor.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { readTime } from './terminal/arguments.ts';
import { count, printJson, printLines } from './terminal/output.ts';

const help = `
Reads events that are still on the event bus again, and processes them as if they arrived now: for events that arrived while
Laurel was configured differently, or whose effect was lost with a restored database. Only event types in BADGES_CONFIG.events count, by the current
templates. Events that were processed before change nothing; missed events can award and revoke badges, which is announced.

It reads on its own: running consumers continue, and no position of a consumer group changes. Safe to stop and to repeat.
The times are when events arrived on the bus. --until is now unless given. Try --dry-run first.

Examples:
  laurel replay --from 2026-01-08T06:00:00Z --dry-run
  laurel replay --from 2026-01-08T06:00:00Z --until 2026-01-08T09:30:00+02:00 --yes
`;

interface Options {
  readonly from: Date;
  readonly until?: Date;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** Where standard error is no terminal, a line after so many messages. */
const TELL_EVERY = 50_000;
const REDRAW_MS = 200;

export function addReplay(program: Command, context: CommandContext): void {
  program
    .command('replay')
    .description('Process events that are still on the event bus again')
    .requiredOption('--from <time>', 'start, such as 2026-01-08T06:00:00Z', readTime)
    .option('--until <time>', 'end; now by default', readTime)
    .option('--dry-run', 'only read and count; nothing is processed')
    .option('--yes', 'confirm: badges can be awarded, revoked and announced')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action((options: Options, command: Command) =>
      replayEvents(context, settingsOf(context, command, lacksOf), options),
    );
}

function lacksOf({ bus, badgesEnabled }: Settings): Lack[] {
  const lacks: Lack[] = [];
  if (!hasBus(bus))
    lacks.push({
      settings: ['EVENT_BUS_REDIS_CONNECTION_URL', 'EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS'],
      mistake:
        'No event bus to read from: set EVENT_BUS_REDIS_CONNECTION_URL, or EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS and EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL.',
    });
  if (!badgesEnabled)
    lacks.push({
      settings: ['BADGES_ENABLED'],
      mistake: 'BADGES_ENABLED: is off, so no events are processed. Switch it on to replay.',
    });
  return lacks;
}

async function replayEvents(context: CommandContext, settings: Settings, options: Options): Promise<void> {
  const { from, until = new Date(), dryRun = false, yes, json } = options;
  const span = { from, until };
  if (from >= until) throw new CommandError('USAGE', '--from must be before --until, which is now unless given.');
  const topics = settings.bus.topics.map((topic) => fullTopic(settings.bus.topicPrefix, topic));
  if (!dryRun && !yes)
    throw new CommandError('CONFIRMATION_NEEDED', [
      `The events of ${topics.join(', ')} ${spanText(span)} would be processed again: badges can be awarded, revoked and announced.`,
      'Run it with --dry-run to count them, and with --yes to continue.',
    ]);
  const report = await withDatabase(context, settings, async (database) => {
    const told = progressTeller(context);
    try {
      const done = await context.replay(settings, database, span, { dryRun, onProgress: (read) => told.tell(read) });
      // Also what was stopped has been done so far.
      if (!dryRun)
        await database.transaction((transaction) =>
          appendAudit(transaction, {
            actor: commandActor(),
            action: 'bus.replay',
            targetType: 'bus',
            target: topics.join(' '),
            before: { from: from.toISOString(), until: until.toISOString() },
            after: { ...summaryOf(done), stopped: done.stopped },
          }),
        );
      return done;
    } finally {
      told.end();
    }
  });
  if (json) printJson(context.stdout, { ...span, dryRun, topics: Object.fromEntries(report.read), ...jsonOf(report) });
  else printLines(context.stdout, linesOf(report, span, dryRun));
  if (report.stopped)
    throw new CommandError(
      'INTERRUPTED',
      'It was stopped before everything was read. What was processed is kept; run it again with the same times for the rest.',
    );
}

function progressTeller({ stderr }: CommandContext): { tell(read: number): void; end(): void } {
  let [drawnAt, toldAt] = [-Infinity, 0];
  const isTerminal = stderr.isTTY === true;
  const begun = performance.now();
  return {
    tell: (read) => {
      const rate = Math.round(read / Math.max(0.001, (performance.now() - begun) / 1_000));
      const line = `${count(read, 'message')} read, ${rate} a second`;
      if (isTerminal && performance.now() - drawnAt > REDRAW_MS) {
        stderr.write(`\r\u001b[K${line}`);
        drawnAt = performance.now();
      } else if (!isTerminal && read - toldAt >= TELL_EVERY) {
        stderr.write(`${line}\n`);
        toldAt = read;
      }
    },
    end: () => {
      if (drawnAt !== -Infinity) stderr.write('\r\u001b[K');
    },
  };
}

function summaryOf({ read, verdicts }: ReplayReport) {
  return {
    read: sum(read),
    applied: verdicts.applied,
    noEffect: verdicts.noEffect,
    ignored: sum(verdicts.ignored),
    parked: sum(verdicts.parked),
    awarded: verdicts.changes.get('awarded') ?? 0,
    revoked: verdicts.changes.get('revoked') ?? 0,
  };
}

function jsonOf(report: ReplayReport) {
  const { verdicts, stopped } = report;
  const byReason = (counts: ReadonlyMap<string, number>): Record<string, number> => Object.fromEntries(counts);
  return { ...summaryOf(report), ignored: byReason(verdicts.ignored), parked: byReason(verdicts.parked), stopped };
}

function linesOf(report: ReplayReport, span: ReplaySpan, dryRun: boolean): string[] {
  const { read, verdicts } = report;
  const { applied, noEffect, ignored, parked, awarded, revoked } = summaryOf(report);
  const topics = [...read].map(([topic, number]) =>
    number === 0
      ? `${topic}: no messages ${spanText(span)}. \`laurel doctor\` shows whether the topic exists.`
      : `${topic}: ${count(number, 'message')} ${spanText(span)}.`,
  );
  const reasons = (counts: ReadonlyMap<string, number>): string =>
    counts.size === 0 ? '' : ` (${[...counts].map(([reason, number]) => `${reason} ${number}`).join(', ')})`;
  const skipped = `${ignored} skipped${reasons(verdicts.ignored)}`;
  if (dryRun)
    return [
      ...topics,
      `${count(noEffect, 'event')} would be processed; ${skipped}; ${parked} would be parked${reasons(verdicts.parked)}.`,
      'Nothing was processed. Run it with --yes instead of --dry-run to process them.',
    ];
  return [
    ...topics,
    `${applied} changed something: ${count(awarded, 'badge')} awarded, ${revoked} revoked. ${noEffect} changed nothing; ${skipped}; ${parked} parked${reasons(verdicts.parked)}.`,
    ...(parked > 0 ? ['See `laurel parked list`.'] : []),
  ];
}

function spanText({ from, until }: ReplaySpan): string {
  return `from ${from.toISOString()} until ${until.toISOString()}`;
}
