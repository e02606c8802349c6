/** The events of the loads. */
import { randomUUID } from 'node:crypto';
import type { Event } from '../../src/rules/event.ts';
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

/** Events of known learners in courses that no template names. */
export function* bystanding(count: number, learners: number): Generator<Event> {
  for (let number = 0; number < count; number += 1) {
    const course = `course-v1:OpenedX+Other${number % 97}+2026`;
    yield passing({ id: randomUUID(), learner: 1 + (number % learners), course, passing: number % 5 !== 0 });
  }
}

/** One event each of new learners who earn the badge. */
export function* earning(count: number, firstLearner: number): Generator<Event> {
  for (let learner = firstLearner; learner < firstLearner + count; learner += 1)
    yield passing({ id: randomUUID(), learner, course: awardedCourse });
}

/** Now, in microseconds: the clock of the machine, the same for all processes. */
export function nowMicros(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1_000);
}
