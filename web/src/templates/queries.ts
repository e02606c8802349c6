import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EventType, EventTypeList, SampleEventList } from '../../../src/api/schemas/event-types.ts';
import type { Condition } from '../../../src/api/schemas/conditions.ts';
import type { LearnerInProgress, LearnerPage } from '../../../src/api/schemas/learners.ts';
import type { TemplateCheck, TemplateSummary, TemplateView } from '../../../src/api/schemas/templates.ts';
import { ask, get, getTagged } from '../api/client.ts';
import { pagedQuery } from '../api/paged-query.ts';
import { watching } from '../api/watching.ts';
import type { ConditionFilters } from './conditions/condition-filters.ts';
import type { TemplateFilters } from './template-filters.ts';

/** By these keys the cache knows what belongs to templates. */
export const templateKeys = {
  all: ['templates'] as const,
  list: (filters: TemplateFilters) => ['templates', 'list', filters] as const,
  conditions: (filters: ConditionFilters) => ['templates', 'conditions', filters] as const,
  one: (id: string) => ['templates', 'one', id] as const,
  inProgress: (id: string) => ['templates', 'in-progress', id] as const,
  check: (document: string) => ['templates', 'check', document] as const,
  eventTypes: ['event-types'] as const,
  samples: (type: string) => ['event-types', 'samples', type] as const,
  learners: (search: string) => ['learners', 'for-trial', search] as const,
};

/** How often the figures of learners are looked at. */
const liveMs = 5_000;
/** Of a list that goes on, more than so many items are not read again and again. */
const mostWatched = 200;

/** All templates, with figures that keep themselves up to date. */
export function templateListQuery(filters: TemplateFilters) {
  const { state, ...query } = filters;
  const active = state === undefined ? undefined : state === 'active';
  return live(pagedQuery<TemplateSummary>(templateKeys.list(filters), '/api/v1/templates', { ...query, active }, true));
}

/** Who is on the way to the badge of a template. */
export function inProgressQuery(id: string) {
  return live(pagedQuery<LearnerInProgress>(templateKeys.inProgress(id), `${templatePath(id)}/in-progress`, {}));
}

function live<Item>(options: ReturnType<typeof pagedQuery<Item>>) {
  return infiniteQueryOptions({
    ...options,
    refetchInterval: ({ state }) =>
      (state.data?.pages.flatMap(({ items }) => items).length ?? 0) > mostWatched ? false : liveMs,
  });
}

/** Requirements and penalties of all templates. */
export function conditionListQuery(filters: ConditionFilters) {
  return pagedQuery<Condition>(templateKeys.conditions(filters), '/api/v1/conditions', { ...filters });
}

/** One template with the tag that an edit of it sends back. */
export function templateQuery(id: string) {
  return queryOptions({
    queryKey: templateKeys.one(id),
    queryFn: (context) => getTagged<TemplateView>(templatePath(id), watching(context)),
  });
}

/** The same, with figures that keep themselves up to date. */
export function liveTemplateQuery(id: string) {
  return queryOptions({ ...templateQuery(id), refetchInterval: liveMs });
}

export function templatePath(id: string): string {
  return `/api/v1/templates/${encodeURIComponent(id)}`;
}

/** What is wrong with a template as it stands in the editor. */
export function checkQuery(document: string) {
  return queryOptions({
    queryKey: templateKeys.check(document),
    queryFn: ({ signal }) => ask<TemplateCheck>('/api/v1/templates/check', JSON.parse(document), signal),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
}

/** The configured event types: those that templates may wait for. */
export const eventTypesQuery = queryOptions({
  queryKey: templateKeys.eventTypes,
  queryFn: ({ signal }) => get<EventTypeList>('/api/v1/event-types', { signal }),
  select: configuredTypes,
  staleTime: 5 * 60_000,
});

export function samplesQuery(type: string) {
  return queryOptions({
    queryKey: templateKeys.samples(type),
    queryFn: ({ signal }) =>
      get<SampleEventList>(`/api/v1/event-types/${encodeURIComponent(type)}/samples`, { signal }),
    enabled: type !== '',
  });
}

/** The few learners whom a search finds first. */
export function learnersQuery(search: string) {
  return queryOptions({
    queryKey: templateKeys.learners(search),
    queryFn: ({ signal }) => get<LearnerPage>('/api/v1/learners', { query: { search, limit: 8 }, signal }),
    enabled: search !== '',
  });
}

function configuredTypes({ items }: EventTypeList): EventType[] {
  return items.filter(({ configured }) => configured);
}
