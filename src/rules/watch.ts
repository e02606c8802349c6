import { isCoursePath } from './course-keys.ts';
import { cut } from './cut.ts';
import { compileRule, longestKept, readAs, valueAt } from './data-rule.ts';
import type { CompiledRule } from './data-rule.ts';
import type { Event, Payload } from './event.ts';
import type { TemplateRules } from './template.ts';
import type { Value, Vocabulary } from './value-type.ts';

/** What requirements ask of the events of one type. */
export interface Watch {
  readonly paths: readonly WatchedPath[];
  /** Likenesses can be told apart by numbers: there are not too many, and each rule knows the type of what it reads. */
  readonly isNumbered: boolean;
  /** Some requirement asks for this type and names no course: each event of it concerns a badge. */
  readonly anyCourse: boolean;
  /** The courses that requirements name, by where an event has them. */
  readonly courses: readonly { readonly segments: readonly string[]; readonly keys: ReadonlySet<Value> }[];
}

interface WatchedPath {
  readonly path: string;
  readonly segments: readonly string[];
  /** The values that rules compare with, and a number from 1 on for each. */
  readonly compared: ReadonlyMap<Value, number>;
  /** Those of rules that read them as the type of what they find. */
  readonly untyped: readonly string[];
}

/** What is kept of an event, by which it is told later why it did not match. */
export interface Sighting {
  readonly learner: number;
  readonly event: Pick<Event, 'id' | 'type' | 'time'>;
  /** The values that rules of requirements read, by key path. */
  readonly said: Readonly<Record<string, Value | null>>;
  /** The same for events with which each of these rules fares alike: only the newest of them is worth keeping. */
  readonly likeness: string;
}

/** Says of each type of event that requirements ask for what they read of it. */
export function compileWatches(
  templates: readonly Pick<TemplateRules, 'requirements'>[],
  vocabulary: Vocabulary,
): ReadonlyMap<string, Watch> {
  const drafts = new Map<string, Draft>();
  for (const { event, rules } of templates.flatMap(({ requirements }) => requirements)) {
    const draft = drafts.get(event) ?? new Draft();
    drafts.set(event, draft);
    draft.add(rules.map((rule) => compileRule(rule, vocabulary.keyPaths(event))));
  }
  return new Map([...drafts].map(([event, draft]) => [event, draft.finish()]));
}

interface DraftPath {
  readonly compared: Map<Value, number>;
  readonly untyped: Set<string>;
}

class Draft {
  readonly #paths = new Map<string, DraftPath>();
  readonly #courses = new Map<string, Set<Value>>();
  #anyCourse = false;

  add(rules: readonly CompiledRule[]): void {
    let namesCourse = false;
    for (const rule of rules) {
      this.#read(rule);
      const { path, operator, expected = rule.untyped } = rule;
      if (!operator.selectsOneValue || !isCoursePath(path)) continue;
      namesCourse = true;
      const keys = this.#courses.get(path) ?? new Set();
      this.#courses.set(path, keys);
      if (expected !== null) keys.add(expected);
    }
    if (!namesCourse) this.#anyCourse = true;
  }

  #read({ path, expected, untyped }: CompiledRule): void {
    const draft = this.#paths.get(path) ?? { compared: new Map(), untyped: new Set() };
    this.#paths.set(path, draft);
    if (expected !== undefined && !draft.compared.has(expected)) draft.compared.set(expected, draft.compared.size + 1);
    if (untyped !== null) draft.untyped.add(untyped);
  }

  finish(): Watch {
    const byPath = [...this.#paths].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const paths = byPath.map(([path, { compared, untyped }]) => ({
      path,
      segments: path.split('.'),
      compared,
      untyped: [...untyped],
    }));
    return {
      paths,
      isNumbered:
        paths.every(({ untyped }) => untyped.length === 0) &&
        paths.reduce((product, { compared }) => product * (compared.size + 1), 1) <= Number.MAX_SAFE_INTEGER,
      anyCourse: this.#anyCourse,
      courses: [...this.#courses].map(([path, keys]) => ({ segments: path.split('.'), keys })),
    };
  }
}

/** Whether an event is about what a badge asks for, though it may not match: it is of the type and of the course. */
export function concerns({ anyCourse, courses }: Watch, payload: Payload): boolean {
  return (
    anyCourse ||
    courses.some(({ segments, keys }) => {
      const key = valueAt(payload, segments);
      return key !== undefined && keys.has(key);
    })
  );
}

/**
 * The likeness of an event as a number, which takes less to make and to remember than that of its sighting: events of one number fare
 * alike with each rule. Null where likenesses have no numbers.
 */
export function likenessNumber({ paths, isNumbered }: Watch, payload: Payload): number | null {
  if (!isNumbered) return null;
  let number = 0;
  for (const { segments, compared } of paths) {
    const value = valueAt(payload, segments);
    number = number * (compared.size + 1) + ((value !== undefined && compared.get(value)) || 0);
  }
  return number;
}

/** What is kept of an event. */
export function sightingOf({ paths }: Watch, { id, type, time, learner, payload }: Event): Sighting {
  const said: Record<string, Value | null> = {};
  const alike: (Value | null)[][] = [];
  for (const { path, segments, compared, untyped } of paths) {
    const value = valueAt(payload, segments);
    const isCompared =
      value !== undefined && (compared.has(value) || untyped.some((text) => readAs(value, text) === value));
    said[path] = typeof value === 'string' && !isCompared ? cut(value, longestKept) : (value ?? null);
    alike.push([path, isCompared ? value : null]);
  }
  return { learner: learner.id, event: { id, type, time }, said, likeness: JSON.stringify(alike) };
}
