import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import { eventTypesWithLearner } from '../events/catalogue.ts';
import { coursesOf } from '../events/courses.ts';
import { createReader } from '../events/reader.ts';
import { createVocabulary } from '../events/vocabulary.ts';
import { readBadgesFile } from '../formats/badges-file.ts';
import { readEventsFile } from '../formats/events-file.ts';
import type { Template } from '../rules/template.ts';
import { settingsOf } from './context.ts';
import type { CommandContext } from './context.ts';
import { absentCourseWarnings, courseKeyWarnings } from './course-key-warnings.ts';
import { count, printJson, printLines, table } from './terminal/output.ts';
import { progressBar } from './terminal/progress-bar.ts';
import { Simulation } from './simulation.ts';
import type { SimulationResult } from './simulation.ts';

const help = `
Runs the rules that consumers run, over the events in file order, in memory: no database, no network. Of the settings,
only BADGES_CONFIG matters (events, rules.ignored_keypaths).

  badges.yaml     badge templates, as for laurel apply; inactive ones are not processed
  events.ndjson   one CloudEvents JSON object per line

A line that can't be read is counted as parked, with its reason, and does not stop the rest.

Examples:
  laurel simulate --templates badges.yaml --events events.ndjson
  laurel simulate --templates badges.yaml --events events.ndjson --json > result.json
`;

interface Options {
  readonly templates: string;
  readonly events: string;
  readonly json?: true;
}

export function addSimulate(program: Command, context: CommandContext): void {
  program
    .command('simulate')
    .description('Try badge templates on a file of events')
    .requiredOption('--templates <file>', 'badges.yaml')
    .requiredOption('--events <file>', 'events.ndjson')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (options: Options, command: Command) => {
      const settings = settingsOf(context, command);
      const vocabulary = createVocabulary(eventTypesWithLearner(), settings.ignoredKeyPaths);
      const templates = readBadgesFile(options.templates, vocabulary);
      printLines(context.stderr, [...notConfigured(templates, settings.events), ...courseKeyWarnings(templates)]);
      const read = createReader({ eventTypes: settings.events });
      const simulation = new Simulation(templates, vocabulary);
      const named = new Set<string>();
      const bar = progressBar(context.stderr, 'Simulating', sizeOf(options.events));
      for await (const { message, bytesRead } of readEventsFile(options.events)) {
        const reading = read(message);
        if (reading.kind === 'event') for (const { key } of coursesOf(reading.event.payload)) named.add(key);
        simulation.take(reading);
        bar.update(bytesRead);
        if (context.signal.aborted) break;
      }
      bar.end();
      if (context.signal.aborted)
        throw new CommandError('INTERRUPTED', 'Part of a simulation would be misleading. Run it again.');
      if (named.size > 0) printLines(context.stderr, absentCourseWarnings(templates, named));
      const result = simulation.result();
      if (options.json) printJson(context.stdout, result);
      else printLines(context.stdout, describe(result));
    });
}

/** Only for the progress bar; reading says what is wrong with the file. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function notConfigured(templates: readonly Template[], configured: readonly string[]): string[] {
  const used = templates
    .filter(({ active }) => active)
    .flatMap(({ requirements, penalties }) => [...requirements, ...penalties].map(({ event }) => event));
  return [...new Set(used)]
    .filter((event) => !configured.includes(event))
    .toSorted()
    .map((event) => `Warning: templates use ${event}, which is not in BADGES_CONFIG.events; such events are ignored.`);
}

function describe({ events, learners, signals }: SimulationResult): string[] {
  const rows = learners.flatMap(({ id, username, templates }) =>
    templates.map(({ template, ratio, fulfilled, badge }) => [
      id,
      username,
      template,
      `${Math.floor(ratio * 100)}%`,
      badge ?? '',
      fulfilled.join(', '),
    ]),
  );
  return [
    `${count(events.read, 'event')}: ${events.applied} applied, ${events.no_effect} without effect, ${withReasons('ignored', events.ignored)}, ${withReasons('parked', events.parked)}.`,
    ...(rows.length > 0
      ? ['', ...table(['learner', 'username', 'template', 'progress', 'badge', 'fulfilled'], rows)]
      : []),
    ...(signals.length > 0
      ? [
          '',
          ...table(
            ['signal', 'learner', 'template', 'time', 'caused by event'],
            signals.map((each) => [each.type, each.learner, each.template, each.time, each.cause]),
          ),
        ]
      : []),
  ];
}

/** `3 ignored (type_not_configured 2, no_learner 1)` */
function withReasons(word: string, counts: Readonly<Record<string, number>>): string {
  const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
  const reasons = Object.entries(counts).map(([reason, number]) => `${reason} ${number}`);
  return `${total} ${word}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`;
}
