/** The events of the loads. */
import { randomUUID } from 'node:crypto';
import type { Event, Micros } from '../../src/rules/event.ts';
import type { Template } from '../../src/rules/template.ts';
import { passing } from '../../test/support/events.ts';
import { eq, failPenalty, passCourse, template } from '../../test/support/templates.ts';

/** The course whose passing is awarded. */
export const awardedCourse = 'course-v1:OpenedX+BenchX+Awarded';

const courseOf = (number: number): string => `course-v1:OpenedX+Badge${number}+2026`;

/** One group, one rule of each kind that a badge for a course has; learners who pass get the badge. */
export const awardingTemplate: Template = template({
  id: 'awarded',
  requirements: [passCourse('pass', awardedCourse)],
  penalties: [failPenalty('fail', ['pass'], awardedCourse)],
});

/**
 * Active templates of the kinds that the documentation of the reference shows, each for courses of its own: one course,
 * one of two courses, two courses, each with a penalty.
 */
export function templates(count: number): Template[] {
  return Array.from({ length: count }, (_, number) => {
    const [one, other] = [courseOf(number), courseOf(number + count)];
    const second = number % 3 === 0 ? [] : [passCourse('other', other, number % 3 === 1 ? 'A' : 'B')];
    return template({
      id: `badge-${String(number).padStart(5, '0')}`,
      name: `Badge ${number}`,
      requirements: [passCourse('one', one, 'A'), ...second],
      penalties: [
        { ...failPenalty('fail', ['one'], one), rules: [eq('is_passing', 'false'), eq('course.course_key', one)] },
      ],
    });
  });
}

/** The time of an event by its number: a thousand a second, long ago, so that millions of them are not ahead of the clock. */
export function momentOf(number: number): Micros {
  return Date.UTC(2026, 0, 1) * 1_000 + number * 1_000;
}

/**
 * Events of known learners in courses that no template names.
 *
 * @param first number of the first event, for its time
 */
export function* bystanding(count: number, learners: number, first = 0): Generator<Event> {
  for (let number = first; number < first + count; number += 1) {
    const course = `course-v1:OpenedX+Other${number % 97}+2026`;
    const learner = 1 + (number % learners);
    yield passing({ id: randomUUID(), learner, course, passing: number % 5 !== 0, time: momentOf(number) });
  }
}

/** One event each of new learners who earn the badge. */
export function* earning(count: number, firstLearner: number): Generator<Event> {
  for (let learner = firstLearner; learner < firstLearner + count; learner += 1)
    yield passing({ id: randomUUID(), learner, course: awardedCourse, time: momentOf(learner) });
}

/** Now, in microseconds: the clock of the machine, the same for all processes. */
export function nowMicros(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1_000);
}
