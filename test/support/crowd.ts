import type { Event } from '../../src/rules/event.ts';
import type { Template } from '../../src/rules/template.ts';
import { demoCourse, otherCourse, passing, thirdCourse } from './events.ts';
import { createRandom } from './random.ts';
import { failPenalty, passCourse, template } from './templates.ts';

/**
 * Many learners and what they do, for tests in which much goes wrong.
 *
 * Events come in waves. Within a wave their order can't matter: all pass, or all fail. So a run in which consumers die and messages
 * come again in any order must end as a calm one does, wave by wave; across waves the order is kept.
 */

export const credlyOrganization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
export const credlyTemplates = [
  '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10',
  '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e11',
] as const;
export const accredibleAccount = 'main';
export const accredibleGroups = [70_110, 70_111] as const;

const courses = [demoCourse, otherCourse, thirdCourse];
/** Courses that no template asks for. */
const elsewhere = ['course-v1:Else+W+1', 'course-v1:Else+W+2'];

/** One template of each kind, at each holder. */
export const crowdTemplates: readonly Template[] = [
  template({
    id: 'laurel-demo',
    requirements: [passCourse('demo', demoCourse)],
    penalties: [failPenalty('fail-demo', ['demo'], demoCourse)],
  }),
  template({
    id: 'credly-demo',
    holder: { origin: 'credly', organization: credlyOrganization, template: credlyTemplates[0] },
    requirements: [passCourse('demo', demoCourse)],
    penalties: [failPenalty('fail-demo', ['demo'], demoCourse)],
  }),
  template({
    id: 'credly-both',
    holder: { origin: 'credly', organization: credlyOrganization, template: credlyTemplates[1] },
    requirements: [passCourse('demo', demoCourse), passCourse('other', otherCourse)],
    penalties: [failPenalty('fail-other', ['other'], otherCourse)],
  }),
  template({
    id: 'accredible-one-of',
    holder: { origin: 'accredible', account: accredibleAccount, group: accredibleGroups[0] },
    requirements: [passCourse('other', otherCourse, 'A'), passCourse('third', thirdCourse, 'A')],
    penalties: [failPenalty('fail-third', ['third'], thirdCourse), failPenalty('fail-other', ['other'], otherCourse)],
  }),
  template({
    id: 'accredible-third',
    holder: { origin: 'accredible', account: accredibleAccount, group: accredibleGroups[1] },
    requirements: [passCourse('third', thirdCourse)],
    penalties: [failPenalty('fail-third', ['third'], thirdCourse)],
  }),
];

/**
 * @param count events in all, duplicates included
 * @returns three waves: everybody passes, some fail, some pass again
 */
export function crowdWaves(count: number, learners: number, seed: number): Event[][] {
  const random = createRandom(seed);
  const wave = (size: number, isPassing: boolean): Event[] => {
    const events: Event[] = [];
    while (events.length < size) {
      const learner = random.between(1, learners);
      const course = random.pick(random.between(1, 5) === 1 ? elsewhere : courses);
      const happened = passing({ learner, course, passing: isPassing });
      events.push(happened);
      if (random.between(1, 10) === 1) events.push(happened);
    }
    return events;
  };
  return [wave(count * 0.4, true), wave(count * 0.2, false), wave(count * 0.4, true)];
}
