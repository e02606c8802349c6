import { randomUUID } from 'node:crypto';
import type { Event } from '../../src/rules/event.ts';
import type { Template } from '../../src/rules/template.ts';
import { passing } from '../../test/support/events.ts';
import { failPenalty, passCourse, template } from '../../test/support/templates.ts';
import { awardedCourse, awardingTemplate, nowMicros, templates } from './events.ts';

const firstStep = 'course-v1:OpenedX+Steps+First';
const secondStep = 'course-v1:OpenedX+Steps+Second';

/** What the site of a soak offers: a badge for one course, one for two, and a thousand that nobody earns. */
export const soakTemplates: readonly Template[] = [
  awardingTemplate,
  template({
    id: 'two-steps',
    requirements: [passCourse('first', firstStep), passCourse('second', secondStep)],
    penalties: [failPenalty('fail', ['first'], firstStep)],
  }),
  ...templates(1_000),
];

/** So many events make one turn of the mix. */
const turn = 1_000;
/** What they hold for learners who are new with each turn. Learner `n` of a turn passes before he or she fails. */
const awardsAtOnce = 10;
const beginners = 10;
const repetitions = 20;
const failures = 4;
const secondSteps = 5;
const learnersOfTurn = awardsAtOnce + beginners;
const firstLearner = 100_000_000;
/** Learners whom nothing of Laurel's concerns; more than a consumer remembers. */
const bystanders = 1_000_000;

/** How many badges so many events earn; whole turns only. */
export function badgesOf(events: number): number {
  return (events / turn) * (awardsAtOnce + secondSteps);
}

/** Rounds a number of events to whole turns. */
export function wholeTurns(events: number): number {
  return Math.max(1, Math.round(events / turn)) * turn;
}

/** The event of this number: mostly one that nothing waits for, as on a site. */
export function soakEvent(number: number): Event {
  const [place, base] = [number % turn, firstLearner + Math.floor(number / turn) * learnersOfTurn];
  const happens = (learner: number, course: string, isPassing = true): Event =>
    passing({ id: randomUUID(), learner, course, passing: isPassing, time: nowMicros() });
  // Each kind has every 20th place from its own on, so that they are spread over the turn and come in this order.
  const [kind, which] = [place % 20, Math.floor(place / 20)];
  if (kind === 0 && which < awardsAtOnce) return happens(base + which, awardedCourse);
  if (kind === 1 && which < beginners) return happens(base + awardsAtOnce + which, firstStep);
  // The same once more, later: newer evidence, and nothing else changes.
  if (kind === 2 && which >= 20 && which < 20 + repetitions)
    return happens(base + awardsAtOnce + (which % beginners), firstStep);
  if (kind === 3 && which >= 40 && which < 40 + failures)
    return happens(base + awardsAtOnce + secondSteps + (which - 40), firstStep, false);
  if (kind === 4 && which >= 40 && which < 40 + secondSteps)
    return happens(base + awardsAtOnce + (which - 40), secondStep);
  return happens(1 + ((number * 7_919) % bystanders), `course-v1:OpenedX+Other${number % 97}+2026`);
}
