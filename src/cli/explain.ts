import { Option } from 'commander';
import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import type { Learner } from '../rules/event.ts';
import { explain } from '../rules/explain.ts';
import type { Explanation } from '../rules/explain.ts';
import { verdictOf } from '../rules/verdict.ts';
import { loadLearnerRecord, loadOnRecord } from '../store/lists/explanation.ts';
import type { BadgeRecord, LearnerRecord } from '../store/lists/explanation.ts';
import { courseNames } from '../store/lists/course-list.ts';
import { findTemplate } from '../store/engine/templates.ts';
import type { StoredTemplate } from '../store/engine/templates.ts';
import { toTimestamp } from '../store/database/timestamps.ts';
import { toNearestView } from '../api/views/explanation.ts';
import { coursesIn, groupLines } from './explained-groups.ts';
import { historyLine } from './history-lines.ts';
import { learnerName, requireLearner } from './learner-names.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import type { CourseNames } from './value-words.ts';
import { printable, printJson, printLines } from './terminal/output.ts';

const help = `
Uses the evidence stored with every fulfillment and reset: the event, its time, and the values that the rules read (the
first 500 characters of long texts). For a requirement that is not fulfilled, it shows the nearest event that did not match:
the one with the fewest unmet data rules, then the newest. Laurel records what the rules read in events of the types that
badge templates ask for, starting with the learner's first event relevant to a badge.

Examples:
  laurel explain 7 demo-graduate      by LMS user id
  laurel explain ada demo-graduate    by user name
  laurel explain --username 2024 demo-graduate    a user name that looks like an id
`;

export function addExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .description('Explain why a learner has a badge, or why not')
    .argument('<learner>', 'LMS user id or user name')
    .argument('<template>', 'id of the badge template')
    .addOption(new Option('--id', 'the learner is named by LMS user id').conflicts('username'))
    .addOption(new Option('--username', 'the learner is named by user name'))
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (name: string, slug: string, options: Options, command: Command) => {
      const { json } = options;
      const settings = settingsOf(context, command);
      await withDatabase(context, settings, async (database) => {
        const template = await findTemplate(database, slug);
        if (template === null)
          throw new CommandError('TEMPLATE_NOT_FOUND', 'Look up its id with `npm run -s laurel -- export`.');
        const by = options.id ? 'id' : options.username ? 'username' : 'either';
        const { learner } = await requireLearner(database, name, by, (id) => `laurel explain --id ${id} ${slug}`);
        const record = await loadLearnerRecord(database, learner.id, template.key);
        const events = await loadOnRecord(database, learner.id, template);
        const explanation = explain(template, record.evidence, events);
        if (json) printJson(context.stdout, toJson(learner.id, template, explanation, record));
        else {
          const courses = await courseNames(database, coursesIn(explanation.groups));
          printLines(context.stdout, describe(learner, template, explanation, record, courses));
        }
      });
    });
}

interface Options {
  readonly id?: true;
  readonly username?: true;
  readonly json?: true;
}

function toJson(
  learner: number,
  template: StoredTemplate,
  { measure, groups }: Explanation,
  record: LearnerRecord,
): object {
  return {
    learner,
    template: template.id,
    active: template.active,
    version: template.version,
    ratio: measure.groups === 0 ? 0 : measure.met / measure.groups,
    complete: measure.complete,
    verdict: verdict(template, measure, record.badge),
    badge: record.badge,
    groups: groups.map(({ met, requirements }) => ({
      met,
      requirements: requirements.map((requirement) => ({
        ...requirement,
        onRecord: requirement.onRecord && { ...requirement.onRecord, time: toTimestamp(requirement.onRecord.time) },
        nearest: requirement.nearest && toNearestView(requirement.nearest),
        evidence: requirement.evidence && { ...requirement.evidence, time: toTimestamp(requirement.evidence.time) },
      })),
    })),
    history: record.history.map(({ kind, recordedAt, event, actor, details }) => ({
      kind,
      recordedAt,
      eventId: event?.id ?? null,
      eventType: event?.type ?? null,
      actor,
      details,
    })),
    historyKeptFrom: record.historyKeptFrom,
  };
}

function describe(
  learner: Learner,
  template: StoredTemplate,
  { measure, groups }: Explanation,
  record: LearnerRecord,
  courses: CourseNames,
): string[] {
  return [
    `${learnerName(learner)}, badge template "${printable(template.name)}" (${template.id}, ${template.active ? 'active' : 'inactive'}, rules of version ${template.version})`,
    '',
    verdict(template, measure, record.badge),
    ...(record.badge === null ? [] : badgeLines(record.badge)),
    '',
    `Progress: ${measure.met} of ${measure.groups} groups are met; all are required.`,
    ...groups.flatMap((group) => groupLines(group, courses)),
    '',
    record.historyKeptFrom === null
      ? 'History:'
      : `History (what is older than ${record.historyKeptFrom.toISOString().slice(0, 10)} is pruned):`,
    ...(record.history.length === 0
      ? [record.historyKeptFrom === null ? '  nothing yet' : '  nothing']
      : record.history.map(historyLine)),
  ];
}

/** One sentence: why, or why not. */
function verdict(
  template: StoredTemplate,
  { met, groups, complete }: Explanation['measure'],
  badge: BadgeRecord | null,
): string {
  const missing = `Does not have the badge: ${groups - met} of ${groups} groups are not met.`;
  const inactive = 'The template is inactive, so no events count for it.';
  switch (verdictOf(template.active, { complete }, badge?.status ?? null)) {
    case 'has_badge':
      return 'Has the badge.';
    case 'revoked':
      return 'Had the badge; it was revoked.';
    case 'revoked_complete':
      return 'Had the badge; it was revoked. The progress is complete again, but a revoked badge is never issued again.';
    case 'complete_without_badge':
      return `Does not have the badge, although the progress is complete: the rules were edited after the last event. ${template.active ? 'The next matching event awards it.' : inactive}`;
    case 'incomplete':
      return missing;
    case 'inactive':
      return `${missing} ${inactive}`;
  }
}

function badgeLines(badge: BadgeRecord): string[] {
  return [
    `  earned ${badge.earnedAt.toISOString()}`,
    ...(badge.revokedAt === null ? [] : [`  revoked ${badge.revokedAt.toISOString()}: ${printable(badge.reason)}`]),
    `  at the provider: ${badge.state}${badge.due === null ? '' : `, ${badge.due} is due`}${badge.externalUrl === null ? '' : `, ${printable(badge.externalUrl)}`}`,
  ];
}
