import { queryOptions } from '@tanstack/react-query';
import type { Course, CoursePage } from '../../../src/api/schemas/courses.ts';
import { get } from '../api/client.ts';

const fresh = 5 * 60_000;
/** As many keys as one request takes. */
const mostKeys = 100;

/** What is known of a course; null when no event has named it. */
export function courseQuery(key: string) {
  return queryOptions({
    queryKey: ['courses', 'one', key],
    queryFn: () => lookUp(key),
    enabled: key !== '' && key.length <= 255 && !key.includes(','),
    staleTime: fresh,
    retry: false,
  });
}

/** The few courses that a search finds first. */
export function courseSearchQuery(search: string) {
  return queryOptions({
    queryKey: ['courses', 'search', search],
    queryFn: async ({ signal }) =>
      (await get<CoursePage>('/api/v1/courses', { query: { search, limit: 20 }, signal })).items,
    staleTime: fresh,
  });
}

type Asked = ReturnType<typeof Promise.withResolvers<Course | null>>;
let waiting = new Map<string, Asked>();

/** All that a page asks at the same time goes in one request. */
function lookUp(key: string): Promise<Course | null> {
  if (waiting.size === 0) queueMicrotask(() => void ask());
  const asked = waiting.get(key) ?? Promise.withResolvers<Course | null>();
  waiting.set(key, asked);
  return asked.promise;
}

async function ask(): Promise<void> {
  const asked = [...waiting];
  waiting = new Map();
  for (let from = 0; from < asked.length; from += mostKeys) {
    const some = asked.slice(from, from + mostKeys);
    try {
      const keys = some.map(([key]) => key).join(',');
      const { items } = await get<CoursePage>('/api/v1/courses', { query: { keys, limit: mostKeys } });
      for (const [key, { resolve }] of some) resolve(items.find((course) => course.key === key) ?? null);
    } catch (error) {
      for (const [, { reject }] of some) reject(error);
    }
  }
}
