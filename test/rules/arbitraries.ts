import fc from 'fast-check';
import type { Event } from '../../src/rules/event.ts';
import type { DataRule, Penalty, Requirement, TemplateRules } from '../../src/rules/template.ts';
import { ccxPassing, ccxPassingType, passing, passingType } from '../support/events.ts';

/**
 * Arbitrary templates and events over an alphabet so small that they meet often: events match, tie, fulfill, reset, and take
 * each other's place.
 */

const courses = ['course-a', 'course-b', 'course-c'] as const;
const booleanWords = ['true', 'True', 'yes', 'Yes', '+', 'false', 'False', 'no', 'No', '-'] as const;

const operator = fc.constantFrom<DataRule['operator'][]>('eq', 'eq', 'eq', 'ne');
const rule = (path: string, values: readonly string[]): fc.Arbitrary<DataRule> =>
  fc.record({ path: fc.constant(path), operator, value: fc.constantFrom(...values) });

const rulesByType: Readonly<Record<string, fc.Arbitrary<DataRule>>> = {
  [passingType]: fc.oneof(
    { weight: 3, arbitrary: rule('is_passing', booleanWords) },
    { weight: 3, arbitrary: rule('course.course_key', courses) },
    { weight: 1, arbitrary: rule('course.start', ['2030-01-01', 'None', '']) },
    { weight: 1, arbitrary: rule('user.id', ['7', '8']) },
  ),
  [ccxPassingType]: fc.oneof(
    { weight: 3, arbitrary: rule('is_passing', booleanWords) },
    { weight: 3, arbitrary: rule('course.master_course_key', courses) },
    { weight: 1, arbitrary: rule('course.max_students_allowed', ['0', '5']) },
  ),
};

const eventType = fc.constantFrom(passingType, passingType, passingType, ccxPassingType);
const conditionOf = (minRules: number) =>
  eventType.chain((event) =>
    fc.record({
      event: fc.constant(event),
      rules: fc.array(rulesByType[event] ?? fc.constant({ path: '', operator: 'eq' as const, value: '' }), {
        minLength: minRules,
        maxLength: 2,
      }),
    }),
  );

const requirements: fc.Arbitrary<Requirement[]> = fc
  .array(fc.record({ condition: conditionOf(0), group: fc.constantFrom(null, 'A', 'B') }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) =>
    list.map(({ condition, group }, index) => ({ id: `r${index}`, group, description: '', ...condition })),
  );

const penaltiesOn = (ids: readonly string[]): fc.Arbitrary<Penalty[]> =>
  fc
    .array(fc.record({ condition: conditionOf(1), requirements: fc.subarray([...ids], { minLength: 1 }) }), {
      maxLength: 3,
    })
    .map((list) =>
      list.map(({ condition, ...links }, index) => ({ id: `p${index}`, description: '', ...condition, ...links })),
    );

const templateOf = (id: string, version: number): fc.Arbitrary<TemplateRules> =>
  requirements.chain((list) =>
    fc.record({
      id: fc.constant(id),
      version: fc.constant(version),
      requirements: fc.constant(list),
      penalties: penaltiesOn(list.map((requirement) => requirement.id)),
    }),
  );

/** Between one and `most` valid templates, in no particular order. */
export const templates = (most: number, version = 1): fc.Arbitrary<TemplateRules[]> =>
  fc
    .shuffledSubarray(
      Array.from({ length: most }, (_, index) => `t${index}`),
      { minLength: 1 },
    )
    .chain((ids) => fc.tuple(...ids.map((id) => templateOf(id, version))));

/** Different events of one learner, with few different times; their ids are in no order. */
export const events = (most = 10): fc.Arbitrary<Event[]> =>
  fc
    .shuffledSubarray(
      Array.from({ length: most }, (_, index) => `e${String.fromCharCode(97 + index)}`),
      { minLength: 1 },
    )
    .chain((ids) => fc.tuple(...ids.map(anyEvent)));

export const anyEvent = (id: string): fc.Arbitrary<Event> => {
  const common = { id: fc.constant(id), time: fc.nat(5), learner: fc.constantFrom(7, 8), passing: fc.boolean() };
  const course = fc.constantFrom(...courses);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ ...common, course, start: fc.constantFrom(null, '', '2030-01-01') }).map(passing),
    },
    {
      weight: 1,
      arbitrary: fc.record({ ...common, master: course, maxStudents: fc.constantFrom(null, 0, 5) }).map(ccxPassing),
    },
  );
};

/** Events and one way in which a bus may deliver them: each at least once, any again, in any order, in any batches. */
export interface Delivery {
  readonly events: readonly Event[];
  readonly batches: readonly (readonly Event[])[];
}

export const deliveries: fc.Arbitrary<Delivery> = events().chain((happened) =>
  fc
    .record({
      repeated: fc.array(fc.constantFrom(...happened), { maxLength: happened.length }),
      order: fc.shuffledSubarray(happened, { minLength: happened.length }),
      sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
    })
    .map(({ repeated, order, sizes }) => ({ events: happened, batches: cut([...repeated, ...order], sizes) })),
);

/** Cuts a list into batches of the sizes given, which repeat. */
function cut(list: readonly Event[], sizes: readonly number[]): Event[][] {
  const batches: Event[][] = [];
  for (let at = 0; at < list.length;) {
    const size = sizes[batches.length % sizes.length] ?? 1;
    batches.push(list.slice(at, at + size));
    at += size;
  }
  return batches;
}
