import { eventWords } from '../api/views/condition-words.ts';
import type { GroupExplanation, RequirementExplanation } from '../rules/explain.ts';
import type { EventOnRecord, Miss } from '../rules/on-record.ts';
import type { Penalty } from '../rules/template.ts';
import { toTimestamp } from '../store/database/timestamps.ts';
import { handResetType } from '../store/operators/progress-reset.ts';
import { printable } from './terminal/output.ts';
import { courseKeysIn, ruleWords, trialWords, valueWords } from './value-words.ts';
import type { CourseNames } from './value-words.ts';

/** The courses that an explanation names, by key. */
export function coursesIn(groups: readonly GroupExplanation[]): string[] {
  return groups.flatMap(({ requirements }) =>
    requirements.flatMap(({ evidence, resetBy, nearest, rules }) =>
      courseKeysIn([
        ...Object.entries(evidence?.values ?? {}),
        ...[...rules, ...(resetBy?.rules ?? [])].map(({ path, value }) => [path, value] as const),
        ...(nearest?.rules.map(({ rule: { path }, actual }) => [path, actual] as const) ?? []),
      ]),
    ),
  );
}

/** A group of requirements: whether it is met, and how each of them stands. */
export function groupLines({ met, requirements }: GroupExplanation, courses: CourseNames): string[] {
  const mark = met ? '[x]' : '[ ]';
  const [only] = requirements;
  if (requirements.length === 1 && only) return indented(requirementLines(only, courses), `  ${mark} `);
  return [
    `  ${mark} any one of:`,
    ...requirements.flatMap((requirement) => indented(requirementLines(requirement, courses), '        ')),
  ];
}

function indented([first = '', ...rest]: readonly string[], margin: string): string[] {
  return [margin + first, ...rest.map((line) => ' '.repeat(margin.length) + line)];
}

function requirementLines(explained: RequirementExplanation, courses: CourseNames): string[] {
  const { requirement, description, event, rules, standing, evidence, onRecord, nearest } = explained;
  const name = conditionName({ description, event, rules }, courses);
  const first = `${name} (${requirement}): ${standingWords(explained, courses)}`;
  if (standing === 'fulfilled') return [first];
  const wanted = matchingWords({ event, rules }, courses);
  return [
    first,
    ...(wanted === name ? [] : [`  What would meet it: ${wanted}.`]),
    ...(evidence === null && onRecord !== null
      ? [`  ${onRecordWords(onRecord)}`]
      : nearestLines(nearest, event, courses)),
  ];
}

function standingWords(
  { standing, evidence, resetBy, currentRules }: RequirementExplanation,
  courses: CourseNames,
): string {
  if (evidence === null) return 'open, no matching event has arrived';
  if (evidence.eventType === handResetType) return `reset manually at ${toTimestamp(evidence.time)}`;
  const values = Object.entries(evidence.values).map(([path, value]) => valueWords(path, value, courses));
  const read = values.length === 0 ? '' : `, which said ${values.join(', ')}`;
  const rules = currentRules ? '' : ` (by the rules of version ${evidence.version})`;
  const cause =
    evidence.penalty === null
      ? ''
      : ` the penalty "${resetBy === null ? printable(evidence.penalty) : conditionName(resetBy, courses)}" on`;
  return `${standing} by${cause} ${eventName(evidence.eventType, evidence)}${read}${rules}`;
}

/** A requirement or a penalty as it is described, otherwise by the events that match. */
function conditionName(
  { description, ...condition }: Pick<Penalty, 'description' | 'event' | 'rules'>,
  courses: CourseNames,
): string {
  const described = printable(description.replace(/\s+/g, ' ').trim());
  return described === '' ? matchingWords(condition, courses) : described;
}

function matchingWords({ event, rules }: Pick<Penalty, 'event' | 'rules'>, courses: CourseNames): string {
  const where = rules.map((rule) => ruleWords(rule, courses)).join(' and ');
  return `the event "${eventWords(event)}"${where === '' ? '' : ` where ${where}`}`;
}

/** An event by its name and its time; its id is for machines, in the JSON. */
function eventName(type: string, { time }: { readonly time: number }): string {
  return `the event "${eventWords(type)}" of ${toTimestamp(time)}`;
}

function onRecordWords({ template, eventType, ...event }: EventOnRecord): string {
  const place = template === null ? '' : ` for the badge template "${printable(template.name)}"`;
  return `It does not count, though it matches and is recorded${place}: ${eventName(eventType, event)}. This template was not active, or had other rules, when it arrived.`;
}

function nearestLines(nearest: Miss | null, event: string, courses: CourseNames): string[] {
  if (nearest === null) return [`  No event "${eventWords(event)}" of this learner that did not match is on record.`];
  return [
    `  The nearest one that did not match: ${eventName(event, nearest)}:`,
    ...nearest.rules.map((trial) => `    ${trial.holds ? '[x]' : '[ ]'} ${trialWords(trial, courses)}`),
  ];
}
