import { stringify } from 'yaml';

/** The badge templates of the harness: what is written for `laurel apply`, and what the model goes by. */
export interface FireTemplate {
  readonly slug: string;
  readonly holder: 'openedx' | { readonly credly: string } | { readonly accredible: number };
  /** Pass the course. Those of one group stand in for one another (S8). */
  readonly requirements: readonly { readonly id: string; readonly course: string; readonly group: string }[];
  /** Fail the course: the requirements are reset (S15). */
  readonly penalties: readonly { readonly course: string; readonly requirements: readonly string[] }[];
}

export const passingType = 'org.openedx.learning.course.passing.status.updated.v1';
export const organization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1f01';
export const account = 'main';
export const credlyIds = ['5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9f10', '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9f11'] as const;
export const groups = [70_210, 70_211] as const;
export const courses = ['course-v1:Fire+A+1', 'course-v1:Fire+B+1', 'course-v1:Fire+C+1'] as const;
/** No template asks for it. */
export const elsewhere = 'course-v1:Fire+Elsewhere+1';

const [a, b, c] = courses;

export const templates: readonly FireTemplate[] = [
  {
    slug: 'own-a',
    holder: 'openedx',
    requirements: [{ id: 'a', course: a, group: 'A' }],
    penalties: [{ course: a, requirements: ['a'] }],
  },
  {
    slug: 'credly-a',
    holder: { credly: credlyIds[0] },
    requirements: [{ id: 'a', course: a, group: 'A' }],
    penalties: [{ course: a, requirements: ['a'] }],
  },
  {
    slug: 'credly-both',
    holder: { credly: credlyIds[1] },
    requirements: [
      { id: 'a', course: a, group: 'A' },
      { id: 'b', course: b, group: 'B' },
    ],
    penalties: [{ course: b, requirements: ['b'] }],
  },
  {
    slug: 'accredible-one-of',
    holder: { accredible: groups[0] },
    requirements: [
      { id: 'b', course: b, group: 'A' },
      { id: 'c', course: c, group: 'A' },
    ],
    penalties: [
      { course: b, requirements: ['b'] },
      { course: c, requirements: ['c'] },
    ],
  },
  {
    slug: 'accredible-c',
    holder: { accredible: groups[1] },
    requirements: [{ id: 'c', course: c, group: 'A' }],
    penalties: [{ course: c, requirements: ['c'] }],
  },
];

/** `badges.yaml` of all templates, and of one more that nobody earns: its edits change nothing but the rules' revision. */
export function badgesFile(edit = 0): string {
  const rule = (course: string, passing: boolean): object[] => [
    { path: 'is_passing', operator: 'eq', value: String(passing) },
    { path: 'course.course_key', operator: 'eq', value: course },
  ];
  const bystander = {
    id: 'bystander',
    name: `Bystander ${edit}`,
    description: `Edited ${edit} times`,
    origin: 'openedx',
    active: edit % 2 === 0,
    requirements: [{ id: 'never', event: passingType, rules: rule('course-v1:Fire+Never+1', true) }],
  };
  const written = templates.map(({ slug, holder, requirements, penalties }) => ({
    id: slug,
    name: slug,
    description: slug,
    ...placeOf(holder),
    active: true,
    requirements: requirements.map(({ id, course, group }) => ({
      id,
      event: passingType,
      group,
      rules: rule(course, true),
    })),
    penalties: penalties.map(({ course, requirements }, index) => ({
      id: `fail-${index}`,
      event: passingType,
      requirements,
      rules: rule(course, false),
    })),
  }));
  return stringify({ templates: [...written, bystander] });
}

function placeOf(holder: FireTemplate['holder']): object {
  if (holder === 'openedx') return { origin: 'openedx' };
  if ('credly' in holder) return { origin: 'credly', credly: { organization, template: holder.credly } };
  return { origin: 'accredible', accredible: { account, group: holder.accredible } };
}
