import type { DataRule, Holder, Penalty, Requirement, Template } from '../../src/rules/template.ts';
import type { AccountOptions } from '../accredible/options.ts';
import type { OrganizationOptions } from '../credly/options.ts';
import { customCourses, keys } from './courses.ts';
import { ccxPassing, enrollment, passing } from './event-types.ts';

/**
 * Badge templates that fit the stream of the simulated LMS, with the accounts at the simulated providers that hold
 * them: every way in which requirements combine, and every kind of holder.
 */
export interface Scenario {
  /** What Laurel has to be configured for (S1). */
  readonly events: readonly string[];
  readonly templates: readonly Template[];
  readonly credly: OrganizationOptions;
  readonly accredible: AccountOptions;
}

/** What the scenario's accounts are opened with; these keys open nothing but a simulator. */
export interface ScenarioKeys {
  readonly credlyToken: string;
  readonly accredibleKey: string;
}

export const credlyOrganization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
export const accredibleAccount = 'main';

const credlyTemplates = {
  dataTrack: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10',
  labSafety: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e11',
} as const;
const accredibleGroups = { languages: 70110, python: 70111 } as const;

const openedx: Holder = { origin: 'openedx' };
const credly = (template: string): Holder => ({ origin: 'credly', organization: credlyOrganization, template });
const accredible = (group: number): Holder => ({ origin: 'accredible', account: accredibleAccount, group });

const isPassing = rule('is_passing', 'true');
const isFailing = rule('is_passing', 'false');
const inCourse = (key: string): DataRule => rule('course.course_key', key);

function rule(path: string, value: string): DataRule {
  return { path, operator: 'eq', value };
}

function requirement(
  id: string,
  description: string,
  rules: readonly DataRule[],
  { group = null, event = passing }: { group?: string | null; event?: string } = {},
): Requirement {
  return { id, event, group, description, rules };
}

function failing(id: string, course: string, requirements: readonly string[]): Penalty {
  const description = 'The grade fell below the passing mark';
  return { id, event: passing, description, requirements, rules: [isFailing, inCourse(course)] };
}

function template(
  id: string,
  name: string,
  description: string,
  holder: Holder,
  requirements: readonly Requirement[],
  penalties: readonly Penalty[] = [],
): Template {
  return { id, name, description, holder, requirements, penalties, version: 1, imageUrl: null, active: true };
}

const pass = (id: string, course: string, group: string | null = null): Requirement =>
  requirement(id, 'On completion of the course', [isPassing, inCourse(course)], { group });

const templates: readonly Template[] = [
  template('first-steps', 'First steps', 'Passed any course', openedx, [
    requirement('any-course', 'On completion of any course', [isPassing]),
  ]),
  template('demo-graduate', 'Demo graduate', 'Passed the Demonstration Course', openedx, [
    pass('pass-demo', keys.demo),
  ]),
  template(
    'data-track',
    'Data track',
    'Passed both Statistics and Ethics of Data',
    credly(credlyTemplates.dataTrack),
    [pass('statistics', keys.statistics, 'A'), pass('ethics', keys.ethics, 'B')],
    [failing('fail-statistics', keys.statistics, ['statistics'])],
  ),
  template(
    'polyglot',
    'Polyglot',
    'Passed one of the language courses',
    accredible(accredibleGroups.languages),
    [pass('spanish', keys.spanish, 'A'), pass('swahili', keys.swahili, 'A')],
    [failing('fail-spanish', keys.spanish, ['spanish']), failing('fail-swahili', keys.swahili, ['swahili'])],
  ),
  template('python-section-1', 'Python, section 1', 'Passed Python in section 1', openedx, [
    requirement(
      'section-1',
      'On completion of the section',
      [isPassing, rule('course.ccx_course_key', sectionKey(0))],
      {
        event: ccxPassing,
      },
    ),
  ]),
  template('pythonista', 'Pythonista', 'Passed Python, in any section', accredible(accredibleGroups.python), [
    pass('master', keys.python, 'A'),
    requirement(
      'any-section',
      'On completion of a section',
      [isPassing, rule('course.master_course_key', keys.python)],
      {
        group: 'A',
        event: ccxPassing,
      },
    ),
  ]),
  template(
    'lab-safety',
    'Laboratory safety',
    'Holds a valid safety instruction',
    credly(credlyTemplates.labSafety),
    [pass('instruction', keys.labSafety)],
    [failing('expired-instruction', keys.labSafety, ['instruction'])],
  ),
  template('verified-learner', 'Verified learner', 'Enrolled on the verified track', openedx, [
    requirement('verified', 'On enrolment, also by staff', [rule('mode', 'verified')], { event: enrollment }),
  ]),
];

function sectionKey(place: number): string {
  return customCourses[place]?.key ?? '';
}

export function scenario({ credlyToken, accredibleKey }: ScenarioKeys): Scenario {
  const named = (id: string): { name: string; description: string } => {
    const { name = '', description = '' } = templates.find((one) => one.id === id) ?? {};
    return { name, description };
  };
  const group = (id: string) => ({
    name: id,
    courseName: named(id).name,
    courseDescription: named(id).description,
  });
  return {
    events: [passing, ccxPassing, enrollment],
    templates,
    credly: {
      id: credlyOrganization,
      name: 'Laurel University',
      tokens: [credlyToken],
      templates: [
        { id: credlyTemplates.dataTrack, ...named('data-track') },
        { id: credlyTemplates.labSafety, ...named('lab-safety') },
      ],
    },
    accredible: {
      name: accredibleAccount,
      issuer: { name: 'Laurel University' },
      keys: [accredibleKey],
      groups: [
        { id: accredibleGroups.languages, ...group('polyglot') },
        { id: accredibleGroups.python, ...group('pythonista') },
      ],
    },
  };
}
