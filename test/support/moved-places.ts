import type { Holder, Template } from '../../src/rules/template.ts';
import { demoCourse } from './events.ts';
import { credlyTemplate, organization, otherOrganization } from './provider-site.ts';
import { failPenalty, passCourse, template } from './templates.ts';

const credlyA = { origin: 'credly', organization, template: credlyTemplate(1) } as const;
const credlyB = { origin: 'credly', organization: otherOrganization, template: credlyTemplate(9_001) } as const;
const group1 = { origin: 'accredible', account: 'main', group: 1 } as const;
const group2 = { origin: 'accredible', account: 'main', group: 2 } as const;
const openedx = { origin: 'openedx' } as const;

/** From where to where a template moves, in every way that one can. */
export const moves: readonly (readonly [name: string, from: Holder, to: Holder])[] = [
  ['Accredible group 1 to 2', group1, group2],
  ['Credly organization A to B', credlyA, credlyB],
  ['Credly to Accredible', credlyA, group1],
  ['Credly to Laurel itself', credlyA, openedx],
  ['Laurel itself to Credly', openedx, credlyA],
];

/** A template that a failed course takes back, held there. */
export function graduate(holder: Holder, more: Partial<Template> = {}): Template {
  return template({
    id: 'demo-graduate',
    holder,
    requirements: [passCourse('pass-demo', demoCourse)],
    penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
    ...more,
  });
}
