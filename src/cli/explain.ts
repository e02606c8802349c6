import { Option } from 'commander';
import type { Command } from 'commander';
import { CommandError } from '../errors.ts';
import type { Learner } from '../rules/event.ts';
import { explain } from '../rules/explain.ts';
import type { Explanation, GroupExplanation, RequirementExplanation } from '../rules/explain.ts';
import { verdictOf } from '../rules/verdict.ts';
import { loadElsewhere, loadLearnerRecord } from '../store/lists/explanation.ts';
import type { BadgeRecord, LearnerRecord } from '../store/lists/explanation.ts';
import { courseNames } from '../store/lists/course-list.ts';
import { findTemplate } from '../store/engine/templates.ts';
import type { StoredTemplate } from '../store/engine/templates.ts';
import { handResetType } from '../store/operators/progress-reset.ts';
import { toTimestamp } from '../store/database/timestamps.ts';
import { historyLine } from './history-lines.ts';
import { learnerName, requireLearner } from './learner-names.ts';
import { settingsOf, withDatabase } from './context.ts';
import type { CommandContext } from './context.ts';
import { courseKeysIn, valueWords } from './value-words.ts';
import { printable, printJson, printLines } from './terminal/output.ts';

const help = `
Answers from the evidence that was kept with every fulfillment and reset: the event, its time, and the values that the
rules read (of long texts the first 500 characters).

Examples:
  laurel explain 7 demo-graduate      by LMS user id
  laurel explain ada demo-graduate    by user name
  laurel explain --username 2024 demo-graduate    a user name that looks like an id
`;

export function addExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .description('Tell why a learner has, or has not, a badge')
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
        const elsewhere = await loadElsewhere(database, learner.id, template.key);
        const explanation = explain(template, record.evidence, elsewhere);
        if (json) printJson(context.stdout, toJson(learner.id, template, explanation, record));
        else {
          const courses = await courseNames(database, coursesIn(explanation));
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
    `${learnerName(learner)}, badge template ${template.id} (${template.active ? 'active' : 'inactive'}, rules of version ${template.version})`,
    '',
    verdict(template, measure, record.badge),
    ...(record.badge === null ? [] : badgeLines(record.badge)),
    '',
    `Progress: ${measure.met} of ${measure.groups} groups are met; all must be.`,
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
  const missing = `Has no badge: ${groups - met} of ${groups} groups are not met.`;
  const inactive = 'The template is inactive, so no events are processed for it.';
  switch (verdictOf(template.active, { complete }, badge?.status ?? null)) {
    case 'has_badge':
      return 'Has the badge.';
    case 'revoked':
      return 'Had the badge; it was revoked.';
    case 'revoked_complete':
      return 'Had the badge; it was revoked. The progress is complete again, but a revoked badge is never issued again.';
    case 'complete_without_badge':
      return `Has no badge, although the progress is complete: the rules were edited after the last event. ${template.active ? 'The next matching event awards it.' : inactive}`;
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

function coursesIn({ groups }: Explanation): string[] {
  return groups.flatMap(({ requirements }) =>
    requirements.flatMap(({ evidence }) => (evidence === null ? [] : courseKeysIn(evidence.values))),
  );
}

function groupLines({ met, requirements }: GroupExplanation, courses: CourseNames): string[] {
  const mark = met ? '[x]' : '[ ]';
  const [only] = requirements;
  if (requirements.length === 1 && only) return [`  ${mark} ${requirementText(only, courses)}`];
  return [
    `  ${mark} any one of:`,
    ...requirements.map((requirement) => `        ${requirementText(requirement, courses)}`),
  ];
}

/** How courses are called, by key. */
type CourseNames = ReadonlyMap<string, string>;

/** Which event would meet a requirement. */
function wantedText({ event, rules }: RequirementExplanation): string {
  const signs = { eq: '=', ne: '!=' } as const;
  const where = rules.map(
    ({ path, operator, value }) => `${path} ${signs[operator]} ${printable(JSON.stringify(value))}`,
  );
  return `${event}${where.length === 0 ? '' : ` with ${where.join(', ')}`} would meet it`;
}

function requirementText(explained: RequirementExplanation, courses: CourseNames): string {
  const { requirement, standing, evidence, onRecord, currentRules } = explained;
  if (evidence === null && onRecord !== null)
    return `${requirement}: open; event ${printable(onRecord.eventId)} of ${toTimestamp(onRecord.time)} fits and is on record for ${onRecord.template}, but this template was not active, or had other rules, when it came`;
  if (evidence === null) return `${requirement}: open, no matching event has come; ${wantedText(explained)}`;
  const values = Object.entries(evidence.values).map(([path, value]) => valueWords(path, value, courses));
  const read = values.length === 0 ? '' : `, which said ${values.join(', ')}`;
  const rules = currentRules ? '' : ` (by the rules of version ${evidence.version})`;
  if (evidence.eventType === handResetType) return `${requirement}: reset by hand at ${toTimestamp(evidence.time)}`;
  const cause = evidence.penalty === null ? '' : ` by the penalty ${evidence.penalty} on`;
  const event = `event ${printable(evidence.eventId)} of ${toTimestamp(evidence.time)}, ${evidence.eventType}`;
  return `${requirement}: ${standing}${cause || ' by'} ${event}${read}${rules}`;
}
