import type { ApiKeyView, User } from '../../../src/api/schemas/people.ts';
import { pagedQuery } from '../api/paged-query.ts';
import type { PeopleFilters } from './people-filters.ts';

/** By these keys the cache knows what belongs to people and to API keys. */
export const peopleKeys = {
  all: ['people'] as const,
  list: (filters: PeopleFilters) => ['people', 'list', filters] as const,
  apiKeys: ['api-keys'] as const,
};

export function peopleQuery(filters: PeopleFilters) {
  return pagedQuery<User>(peopleKeys.list(filters), '/api/v1/users', { ...filters });
}

/** All API keys: one page holds them. */
export const apiKeysQuery = pagedQuery<ApiKeyView>(peopleKeys.apiKeys, '/api/v1/api-keys', {});
