import type { TemplateSummary } from '../../../src/api/schemas/templates.ts';
import { pagedQuery } from '../api/paged-query.ts';
import type { TemplateFilters } from './template-filters.ts';

/** By these keys the cache knows what belongs to templates. */
export const templateKeys = {
  all: ['templates'] as const,
  list: (filters: TemplateFilters) => ['templates', 'list', filters] as const,
  one: (id: string) => ['templates', 'one', id] as const,
};

export function templateListQuery(filters: TemplateFilters) {
  const { state, ...query } = filters;
  const active = state === undefined ? undefined : state === 'active';
  return pagedQuery<TemplateSummary>(templateKeys.list(filters), '/api/v1/templates', { ...query, active });
}
