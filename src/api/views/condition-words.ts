import type { NamedCondition } from '../../store/lists/history-conditions.ts';

/** What key paths are called; others are called by their last part. */
const pathNames: Readonly<Record<string, string>> = {
  is_passing: 'passed',
  'course.course_key': 'course',
  'course.ccx_course_key': 'custom course',
  'course.master_course_key': 'made from course',
  'course.display_name': 'course name',
  course_key: 'course',
  course_id: 'course',
};

/** A requirement or a penalty in English words: as it is described, otherwise which event it waits for. */
export function conditionWords({ description, event, rules }: NamedCondition): string {
  const described = description.replace(/\s+/g, ' ').trim();
  if (described !== '') return described;
  if (event === null) return 'one that the rules no longer have';
  const where = rules.map(
    ({ path, operator, value }) => `${pathWords(path)} ${operator === 'eq' ? 'is' : 'is not'} ${value}`,
  );
  return [eventWords(event), ...(where.length === 0 ? [] : [where.join(' and ')])].join(' where ');
}

/** What a key path is called: `is_passing` is "passed". */
export function pathWords(path: string): string {
  return (Object.hasOwn(pathNames, path) ? pathNames[path] : undefined) ?? spaced(path.split('.').at(-1) ?? path);
}

/** An event type in words: `org.openedx.learning.course.passing.status.updated.v1` is "course passing status updated". */
export function eventWords(type: string): string {
  return spaced(type.replace(/^org\.openedx\.[^.]+\./, '').replace(/\.v\d+$/, ''));
}

function spaced(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[._]+/g, ' ')
    .toLowerCase();
}
