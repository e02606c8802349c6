import type { Call, Route } from '../../base/answer.ts';
import { dayOf } from '../../base/values.ts';
import { organizationOf } from '../auth.ts';
import { paged, refuse, single } from '../envelope.ts';
import type { Template } from '../model.ts';
import { applyFilter, applySort, filterOf, oneOf, type Judge, type SortKey } from '../query.ts';
import type { CredlyState } from '../state.ts';
import { templateView } from '../views.ts';

const path = '/organizations/:organization/badge_templates';
const need = { permission: 'read', scope: 'badge_templates' } as const;

export function templateRoutes(state: CredlyState): Route[] {
  return [
    { name: 'badge_templates.list', method: 'GET', path, handle: (call) => list(state, call) },
    { name: 'badge_templates.get', method: 'GET', path: `${path}/:template`, handle: (call) => get(state, call) },
  ];
}

const judges: Readonly<Record<string, Judge<Template>>> = {
  state: (template, value) => oneOf(template.state, value),
  query: (template, value) => `${template.name} ${template.description}`.toLowerCase().includes(value.toLowerCase()),
  name: (template, value) =>
    /^".*"$/.test(value)
      ? template.name === value.slice(1, -1)
      : template.name.toLowerCase().includes(value.toLowerCase()),
  public: (template, value) => String(template.public) === value,
  skills: (template, value) => template.skills.some((skill) => oneOf(skill, value)),
  reporting_tags: (template, value) => template.reportingTags.some((tag) => oneOf(tag, value)),
  owner_id: (template, value) => oneOf(template.organizationId, value),
  created_at_min: (template, value) => dayOf(template.createdAt) >= value,
  created_at_max: (template, value) => dayOf(template.createdAt) <= value,
  updated_at_min: (template, value) => dayOf(template.updatedAt) >= value,
  updated_at_max: (template, value) => dayOf(template.updatedAt) <= value,
};

function list(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, need);
  const own = state.templates.all().filter(({ organizationId }) => organizationId === organization.id);
  const sortKeys: Record<string, SortKey<Template>> = {
    name: ({ name }) => name,
    created_at: ({ createdAt }) => createdAt,
    updated_at: ({ updatedAt }) => updatedAt,
    badges_count: ({ id }) => state.badgesByTemplate.count(id),
  };
  const rows = applySort(applyFilter(own, filterOf(call), judges), call, sortKeys);
  return paged(state, call, rows, (template) => templateView(state, template));
}

function get(state: CredlyState, call: Call) {
  const organization = organizationOf(state, call, need);
  const template = state.templates.get(call.params['template'] ?? '');
  if (!template || template.organizationId !== organization.id)
    throw refuse(state, 404, 'Simulated: no such badge template');
  return single(200, templateView(state, template));
}
