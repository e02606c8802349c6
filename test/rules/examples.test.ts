import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/rules/event.ts';
import type { Requirement, TemplateRules } from '../../src/rules/template.ts';
import { validateTemplate } from '../../src/rules/validate.ts';
import {
  ccxPassing,
  ccxPassingType,
  demoCcx,
  demoCourse,
  enrolled,
  otherCcx,
  otherCourse,
  passing,
  thirdCourse,
} from '../support/events.ts';
import { eq, inCourse, ne, passCourse, passes, requirement, rulesOf, template } from '../support/templates.ts';
import { fullVocabulary } from '../support/vocabulary.ts';
import { badgeOf, follow, outcomes } from './journey.ts';

/** Every configuration example that operators know from the documentation of the Credentials badges app. */
interface Example {
  readonly name: string;
  readonly rules: TemplateRules;
  /** Events that together earn the badge; the last one completes it, and not before. */
  readonly earns: readonly (readonly Event[])[];
  /** Events that never earn it, in whatever number. */
  readonly neverEarns: readonly Event[];
}

const ccx = (details: Partial<Requirement>): Requirement => requirement('ccx', { event: ccxPassingType, ...details });

const passDemo = passing({ course: demoCourse });
const passOther = passing({ course: otherCourse });
const failDemo = passing({ course: demoCourse, passing: false });
const failOther = passing({ course: otherCourse, passing: false });
const passCcx = (number: number): Event => ccxPassing({ ccx: demoCcx(number) });
const passOtherCcx = ccxPassing({ ccx: otherCcx, master: otherCourse });
const failCcx = ccxPassing({ passing: false });
const enrollDemo = enrolled({ course: demoCourse });

const examples: readonly Example[] = [
  {
    name: 'any course grade update (no rules)',
    rules: rulesOf([requirement('any-grade', { rules: [] })]),
    earns: [[passDemo], [failDemo], [passOther]],
    neverEarns: [passCcx(1), failCcx, enrollDemo],
  },
  {
    name: 'any course completion',
    rules: rulesOf([requirement('any-course')]),
    earns: [[passDemo], [passOther], [failDemo, passOther]],
    neverEarns: [failDemo, failOther, passCcx(1), enrollDemo],
  },
  {
    name: 'any course completion except one course',
    rules: rulesOf([requirement('not-demo', { rules: [passes, ne('course.course_key', demoCourse)] })]),
    earns: [[passOther], [passDemo, passOther]],
    neverEarns: [passDemo, failDemo, failOther, passCcx(1)],
  },
  {
    name: 'completion of one specific course',
    rules: rulesOf([passCourse('demo', demoCourse)]),
    earns: [[passDemo], [passOther, passDemo]],
    neverEarns: [passOther, failDemo, passCcx(1), enrollDemo],
  },
  {
    name: 'completion of several specific courses (groups A and B)',
    rules: rulesOf([passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'B')]),
    earns: [
      [passDemo, passOther],
      [passOther, passDemo],
      [passDemo, passDemo, failOther, passOther],
    ],
    neverEarns: [passDemo, failDemo, failOther, passing({ course: thirdCourse }), passCcx(1)],
  },
  {
    name: 'completion of one of several courses (group A twice)',
    rules: rulesOf([passCourse('demo', demoCourse, 'A'), passCourse('other', otherCourse, 'A')]),
    earns: [[passDemo], [passOther]],
    neverEarns: [passing({ course: thirdCourse }), failDemo, failOther, passCcx(1)],
  },
  {
    name: 'any CCX grade update (no rules)',
    rules: rulesOf([ccx({ rules: [] })]),
    earns: [[passCcx(1)], [failCcx]],
    neverEarns: [passDemo, failDemo, enrollDemo],
  },
  {
    name: 'any CCX completion',
    rules: rulesOf([ccx({ rules: [passes] })]),
    earns: [[passCcx(1)], [passCcx(2)], [passOtherCcx]],
    neverEarns: [failCcx, passDemo, failDemo],
  },
  {
    name: 'any CCX completion except one CCX',
    rules: rulesOf([ccx({ rules: [passes, ne('course.ccx_course_key', demoCcx(2))] })]),
    earns: [[passCcx(1)], [passOtherCcx], [passCcx(2), passCcx(3)]],
    neverEarns: [passCcx(2), failCcx, passDemo],
  },
  {
    name: 'completion of one specific CCX',
    rules: rulesOf([ccx({ rules: [passes, eq('course.ccx_course_key', demoCcx(1))] })]),
    earns: [[passCcx(1)], [passCcx(2), passCcx(1)]],
    neverEarns: [passCcx(2), passOtherCcx, failCcx, passDemo],
  },
  {
    name: 'completion of several specific CCXs (groups A and B)',
    rules: rulesOf([
      { ...ccx({ group: 'A', rules: [passes, eq('course.ccx_course_key', demoCcx(1))] }), id: 'ccx-1' },
      { ...ccx({ group: 'B', rules: [passes, eq('course.ccx_course_key', demoCcx(2))] }), id: 'ccx-2' },
    ]),
    earns: [
      [passCcx(1), passCcx(2)],
      [passCcx(2), passCcx(3), passCcx(1)],
    ],
    neverEarns: [passCcx(1), passCcx(3), failCcx, passDemo],
  },
  {
    name: 'completion of one of several CCXs (group A twice)',
    rules: rulesOf([
      { ...ccx({ group: 'A', rules: [passes, eq('course.ccx_course_key', demoCcx(1))] }), id: 'ccx-1' },
      { ...ccx({ group: 'A', rules: [passes, eq('course.ccx_course_key', demoCcx(2))] }), id: 'ccx-2' },
    ]),
    earns: [[passCcx(1)], [passCcx(2)]],
    neverEarns: [passCcx(3), passOtherCcx, failCcx, passDemo],
  },
  {
    name: 'completion of any CCX of one master course',
    rules: rulesOf([ccx({ rules: [passes, eq('course.master_course_key', demoCourse)] })]),
    earns: [[passCcx(1)], [passCcx(2)], [passOtherCcx, passCcx(3)]],
    neverEarns: [passOtherCcx, failCcx, passDemo],
  },
  {
    name: 'completion of any CCX of one master course except one CCX',
    rules: rulesOf([
      ccx({
        rules: [passes, eq('course.master_course_key', demoCourse), ne('course.ccx_course_key', demoCcx(2))],
      }),
    ]),
    earns: [[passCcx(1)], [passCcx(2), passCcx(3)]],
    neverEarns: [passCcx(2), passOtherCcx, failCcx, passDemo],
  },
  {
    name: 'completion of a master course or any of its CCXs except one',
    rules: rulesOf([
      passCourse('demo', demoCourse, 'A'),
      ccx({
        group: 'A',
        rules: [passes, eq('course.master_course_key', demoCourse), ne('course.ccx_course_key', demoCcx(3))],
      }),
    ]),
    earns: [[passDemo], [passCcx(1)], [passCcx(3), passCcx(2)]],
    neverEarns: [passCcx(3), passOther, passOtherCcx, failDemo, failCcx],
  },
];

/** The events anew, each a minute after the one before it. */
const happening = (events: readonly Event[]): Event[] =>
  events.map((event, index) => ({ ...event, id: `event-${index}`, time: index * 60_000_000 }));

describe.each(examples)('example: $name (S6, S8)', ({ rules, earns, neverEarns }) => {
  test('can be saved and activated', () => {
    expect(validateTemplate(template({ ...rules, id: 'example' }), fullVocabulary)).toEqual([]);
  });

  test.each(earns.map((events) => [events]))('is earned by the last of these events (%#)', (events) => {
    const before = follow([rules], happening(events).slice(0, -1));
    expect(outcomes(before)).toEqual([]);
    const after = follow([rules], happening(events));
    expect(outcomes(after)).toEqual(['awarded']);
    expect(badgeOf(after)).toBe('awarded');
  });

  test('is not earned by anything else', () => {
    for (const event of neverEarns) expect(outcomes(follow([rules], [event]))).toEqual([]);
    const all = follow([rules], happening([...neverEarns, ...neverEarns.toReversed()]));
    expect(outcomes(all)).toEqual([]);
    expect(badgeOf(all)).toBeNull();
  });
});

test('example "one specific course": the demo course rule compares the whole key', () => {
  const rules = rulesOf([requirement('demo', { rules: [inCourse(demoCourse)] })]);
  expect(badgeOf(follow([rules], [passing({ course: `${demoCourse}2` })]))).toBeNull();
  expect(badgeOf(follow([rules], [passing({ course: demoCourse.toLowerCase() })]))).toBeNull();
});
