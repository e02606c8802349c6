import { expect } from 'vitest';
import { createCursors } from '../../src/api/cursor.ts';
import type { Position } from '../../src/store/lists/paging.ts';
import { secretOfTests } from './api.ts';
import type { ApiStage } from './api.ts';

/** One item of a list, as a test looks at it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test says what it expects of it
export type Item = any;

/** One page of a list, as a viewer sees it; of the audit, as an admin does. */
export async function page(api: ApiStage, url: string): Promise<{ items: Item[]; nextCursor: string | null }> {
  const answer = await api.send(url.startsWith('/api/v1/audit') ? 'admin' : 'viewer', 'GET', url);
  expect(answer.status, answer.text).toBe(200);
  return answer.json();
}

/**
 * All pages of a list, each asked for with the cursor of the one before.
 *
 * @param between is done after each page: what others do meanwhile
 */
export async function allPages(
  api: ApiStage,
  url: string,
  {
    limit = 3,
    between = () => Promise.resolve(),
  }: { limit?: number; between?: (page: number) => Promise<unknown> } = {},
): Promise<Item[]> {
  const items: Item[] = [];
  const asked = `${url}${url.includes('?') ? '&' : '?'}limit=${limit}`;
  let cursor: string | null = null;
  for (let number = 1; number === 1 || cursor !== null; number += 1) {
    const next = await page(api, cursor === null ? asked : `${asked}&cursor=${cursor}`);
    expect(next.items.length).toBeLessThanOrEqual(limit);
    items.push(...next.items);
    cursor = next.nextCursor;
    await between(number);
  }
  return items;
}

/** Cursors that no list has given: each is refused as such (CURSOR_INVALID). */
export async function expectBadCursorsRefused(
  api: ApiStage,
  url: string,
  wellFormed: readonly unknown[],
): Promise<void> {
  const [list, ...position] = wellFormed as [string, ...Position];
  const unsigned = Buffer.from(JSON.stringify(position));
  // As an older Laurel gave them, whose positions this one does not know.
  const cursors = createCursors(secretOfTests);
  const forge = ([of, ...values]: readonly unknown[]): string => cursors.write(of as string, values as Position);
  const forged = [
    'nonsense',
    unsigned.toString('base64url'),
    Buffer.concat([Buffer.alloc(16), unsigned]).toString('base64url'),
    createCursors('another-secret-of-tests-that-is-long').write(list, position),
    forge(['another list', ...position]),
    forge([list]),
    forge([list, ...position, 1]),
    ...position.flatMap((_, place) =>
      [null, true, 1.5, '\0', '', 'x', { a: 1 }]
        .filter((value) => typeof value !== typeof position[place] || typeof value === 'number' || value === '\0')
        .map((value) => forge([list, ...position.with(place, value as string)])),
    ),
  ];
  for (const cursor of forged) {
    const answer = await api.send('viewer', 'GET', `${url}${url.includes('?') ? '&' : '?'}cursor=${cursor}`);
    expect({
      cursor: Buffer.from(cursor, 'base64url').toString(),
      status: answer.status,
      code: answer.json().code,
    }).toEqual({
      cursor: Buffer.from(cursor, 'base64url').toString(),
      status: 400,
      code: 'CURSOR_INVALID',
    });
  }
}
