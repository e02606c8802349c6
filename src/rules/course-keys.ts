/**
 * Keys of courses in data rules that no event can have: pasted with a blank, from an address, in another spelling. They are
 * texts like any other, so a rule with one is valid; and it never holds, in silence.
 */
import { cut } from './cut.ts';
import type { Template } from './template.ts';

/** A value that no event has, and what it probably should be. */
export interface CourseKeyWarning {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The value, so that it can be seen: characters without a shape of their own are written out. */
  readonly value: string;
  /** Null when nothing likely is near. */
  readonly suggestion: string | null;
}

type Kind = 'course' | 'ccx';

/** Where events have keys: of courses, of CCX, or of either. */
const kindsAt: Readonly<Record<string, readonly Kind[] | undefined>> = {
  'course.course_key': ['course'],
  'course.master_course_key': ['course'],
  'course.ccx_course_key': ['ccx'],
  course_key: ['course', 'ccx'],
  course_id: ['course', 'ccx'],
};

/** What opaque keys allow in a part: letters and digits of any script, and these. */
const part = String.raw`[\p{L}\p{N}_\-~.:]+`;
const forms: Readonly<Record<Kind, RegExp>> = {
  // With slashes: as before 2014; such courses still exist.
  course: new RegExp(String.raw`^(?:course-v1:${part}\+${part}\+${part}|[\w\-~.]+/[\w\-~.]+/[\w\-~.]+)$`, 'u'),
  ccx: new RegExp(String.raw`^ccx-v1:${part}\+${part}\+${part}\+ccx@\d+$`, 'u'),
};
const examples: Readonly<Record<Kind, string>> = {
  course: 'course-v1:ORG+NUMBER+RUN',
  ccx: 'ccx-v1:ORG+NUMBER+RUN+ccx@1',
};

const ccxEvent = 'org.openedx.learning.ccx.course.passing.status.updated.v1';
/** Without a shape: marks of order and direction, joiners, soft hyphens. */
const shapeless = /[\p{Cf}\p{Cc}]/u;
const anyShapeless = /[\p{Cf}\p{Cc}]/gu;

/** Every rule of a template whose course key no event can have. */
export function findCourseKeyWarnings({
  requirements,
  penalties,
}: Pick<Template, 'requirements' | 'penalties'>): CourseKeyWarning[] {
  return Object.entries({ requirements, penalties }).flatMap(([field, items]) =>
    items.flatMap(({ rules }, index) =>
      rules.flatMap(({ path, operator, value }, place): CourseKeyWarning[] => {
        const judged = judgeCourseKey(path, value);
        if (judged === null) return [];
        const { kinds, suggestion } = judged;
        const shown = visible(value);
        const effect = operator === 'ne' ? 'always holds where there is a course' : 'never holds';
        const message = [
          `"${shown}" ${fault(value, kinds)}. No event has it, so this rule ${effect}.`,
          suggestion === null
            ? `A key looks like ${kinds.map((kind) => examples[kind]).join(' or ')}.`
            : `Did you mean "${cut(suggestion, 200)}"?`,
        ].join(' ');
        return [{ path: [field, index, 'rules', place, 'value'], message, value: shown, suggestion }];
      }),
    ),
  );
}

/**
 * Whether a value at a path can be the key of a course: null when it can, or when no key stands there.
 */
export function judgeCourseKey(
  path: string,
  value: string,
): { readonly kinds: readonly Kind[]; readonly suggestion: string | null } | null {
  const kinds = Object.hasOwn(kindsAt, path) ? (kindsAt[path] ?? []) : [];
  if (kinds.length === 0 || kinds.some((kind) => forms[kind].test(value) && isComposed(value))) return null;
  const suggestion = kinds.map((kind) => repair(value, kind)).find((repaired) => repaired !== null) ?? null;
  return { kinds, suggestion };
}

/** Whether some event can name a course, or a CCX, by this key. */
export function canBeCourseKey(key: string, longest: number): boolean {
  return key.length <= longest && isComposed(key) && Object.values(forms).some((form) => form.test(key));
}

/** A data rule that waits for a course whose key is in order. */
export interface CourseRule {
  readonly path: readonly (string | number)[];
  readonly key: string;
}

/** The courses that a template waits for, each with its rule; those whose key no course can have are left out. */
export function findCourseRules({
  requirements,
  penalties,
}: Pick<Template, 'requirements' | 'penalties'>): CourseRule[] {
  return Object.entries({ requirements, penalties }).flatMap(([field, items]) =>
    items.flatMap(({ rules }, index) =>
      rules.flatMap(({ path, value }, place): CourseRule[] =>
        isCoursePath(path) && judgeCourseKey(path, value) === null
          ? [{ path: [field, index, 'rules', place, 'value'], key: value }]
          : [],
      ),
    ),
  );
}

/** Whether the key of a course, or of a CCX, stands at this path of an event. */
export function isCoursePath(path: string): boolean {
  return Object.hasOwn(kindsAt, path);
}

/** What is said of a course that no event has named: it may be new, or misspelt. */
export function unseenCourse(key: string): string {
  return `No event has named the course "${key}" yet. If it is not new, check its key.`;
}

function isComposed(text: string): boolean {
  return text === text.normalize('NFC');
}

function fault(value: string, kinds: readonly Kind[]): string {
  const odd = shapeless.exec(value)?.[0];
  if (value.trim() === '') return 'is empty';
  if (/[\r\n]/.test(value)) return 'has a line break';
  if (odd !== undefined) return `has a character that can't be seen, ${written(odd)}`;
  if (/\s/.test(value)) return 'has a blank, as in a key whose plus signs or end were lost on the way';
  if (/^https?:/i.test(value)) return 'is an address, not a key';
  if (/%[0-9a-f]{2}/i.test(value)) return 'is percent-encoded, as in an address';
  if (!isComposed(value)) return 'has letters and accents apart (Unicode NFD), where keys have them as one';
  if (/^library-v1:/i.test(value)) return 'is the key of a library, and events are about courses';
  if (/^block-v1:/i.test(value)) return 'is the key of a part of a course';
  if (forms.ccx.test(value) && !kinds.includes('ccx'))
    return `is the key of a CCX, whose events are of the type ${ccxEvent}, with course.ccx_course_key`;
  if (forms.course.test(value)) return 'is the key of a course, and here stands that of a CCX';
  if (/^(?:course|ccx)-v1:/i.test(value) && !/^(?:course|ccx)-v1:/.test(value)) return 'begins with capital letters';
  return 'is no key of a course';
}

/** What a value was probably meant to be; null when that is no key either. */
function repair(value: string, kind: Kind): string | null {
  const prefix = `${kind}-v1:`;
  let text = decoded(value)
    .normalize('NFC')
    .replace(/^\uFEFF/, '');
  text = text.replace(anyShapeless, (odd) => (/\s/.test(odd) ? ' ' : '')).trim();
  if (/^https?:/i.test(text)) text = /(?:course|ccx|block)-v1:[^/?#]+/i.exec(text)?.[0] ?? text;
  text = text.replace(/\s*\+\s*/g, '+').replace(/\s+/g, '+');
  if (kind === 'course') text = text.replace(/^block-v1:/i, prefix).replace(/\+type@.*$/, '');
  text = text.replace(new RegExp(`^${prefix}`, 'i'), prefix);
  if (!/^[a-z]+-v\d:/i.test(text) && !text.includes('/')) text = `${prefix}${text}`;
  return forms[kind].test(text) && text !== value ? text : null;
}

function decoded(value: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(value) ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
}

/** The value as people can see it, cut where it is long. */
function visible(value: string): string {
  return cut(value.replace(/[\p{Cf}\p{Cc}]|[^\S ]/gu, (odd) => `<${written(odd)}>`).replace(/^ | $/g, '<blank>'), 200);
}

function written(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
