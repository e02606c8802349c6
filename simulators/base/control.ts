import { z } from 'zod';
import { json, type Call, type ControlRoute } from './answer.ts';
import type { Host } from './host.ts';
import { countOf, pageOf, type Fields } from './values.ts';

const advanceSchema = z.strictObject({
  days: z.number().nonnegative().default(0),
  hours: z.number().nonnegative().default(0),
  minutes: z.number().nonnegative().default(0),
  seconds: z.number().nonnegative().default(0),
});

/** The controls that every simulator has: journal, faults, clock. */
export function commonControl(host: Host, advanceTo: (time: number) => Promise<void>): ControlRoute[] {
  return [
    { method: 'GET', path: '/_sim/journal', handle: (call) => json(200, journalOf(host, call)) },
    {
      method: 'DELETE',
      path: '/_sim/journal',
      handle: () => {
        host.journal.clear();
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: '/_sim/faults',
      handle: () => json(200, { faults: host.faults.list(), routes: host.faults.routes() }),
    },
    {
      method: 'POST',
      path: '/_sim/faults',
      handle: ({ body }) => {
        const wanted: readonly unknown[] = Array.isArray(body) ? body : [body];
        return json(201, { faults: wanted.map((fault) => host.faults.add(fault)) });
      },
    },
    {
      method: 'DELETE',
      path: '/_sim/faults/:id?',
      handle: ({ params }) => {
        host.faults.clear(params['id'] || undefined);
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: '/_sim/clock/advance',
      handle: async ({ body }) => {
        const { days, hours, minutes, seconds } = advanceSchema.parse(body ?? {});
        const span = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
        await advanceTo(host.clock.now() + span);
        return json(200, { now: host.clock.iso() });
      },
    },
  ];
}

/** The journal, oldest first; `?route=` keeps one route, `?limit=` the last so many. */
function journalOf(host: Host, { query }: Call): unknown {
  const entries = host.journal.entries().filter(({ route }) => !query['route'] || route === query['route']);
  return { count: host.journal.count, entries: entries.slice(-countOf(query['limit'], entries.length || 1)) };
}

/** One page of everything a simulator holds, for who wants to compare it with his own books: `?page=1&per=500`. */
export function listing<T>(call: Call, member: string, rows: readonly T[], show: (row: T) => unknown): Fields {
  const page = pageOf(rows, countOf(call.query['page'], 1), Math.min(5000, countOf(call.query['per'], 500)));
  return {
    total: page.total,
    page: page.number,
    next_page: page.number < page.pages ? page.number + 1 : null,
    [member]: page.items.map(show),
  };
}

/** How many rows there are of each kind, kinds in alphabetical order. */
export function tally<T>(rows: readonly T[], kind: (row: T) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(kind(row), (counts.get(kind(row)) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}
