import type { Gap } from '../../../src/api/schemas/gaps.ts';
import { pagedQuery } from '../api/paged-query.ts';

/** What the list is narrowed down to; it stands in the page's address. */
export interface GapFilters {
  /** `false`: only what nobody has acknowledged. */
  readonly acknowledged?: 'false' | undefined;
}

/** By these keys the cache knows what belongs to lost events. */
export const gapKeys = { all: ['gaps'] as const };

export function gapListQuery({ acknowledged }: GapFilters) {
  return pagedQuery<Gap>([...gapKeys.all, { acknowledged }], '/api/v1/gaps', { acknowledged });
}
