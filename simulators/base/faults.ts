import { z } from 'zod';
import type { Random } from './random.ts';

const when = z.enum(['before', 'after']).default('after');
const milliseconds = z.number().int().positive().max(600_000);

/** Which calls a fault hits. Everything that is given must hold; with nothing given it hits every call of its route. */
const aim = {
  /** HTTP method; any when absent. */
  method: z.string().toUpperCase().optional(),
  /** Route name as the journal prints it, for example `badges.issue`; `*` is every route. */
  route: z.string(),
  /** Chance of each matching call, from the simulator's seed. */
  probability: z.number().min(0).max(1).optional(),
  /** Every n-th matching call. */
  every: z.number().int().positive().optional(),
  /** At most so often, then never again. */
  times: z.number().int().positive().optional(),
};

/**
 * A fault switch. `before` and `after` are relative to the effect: `after` means that the badge is there although the
 * caller never learns it.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...aim,
    kind: z.literal('status'),
    status: z.literal([401, 403, 404, 422, 429, 500, 503]),
    /** Seconds for the Retry-After header; no header when absent. */
    retryAfter: z.number().int().nonnegative().optional(),
  }),
  /** The answer never comes. */
  z.strictObject({ ...aim, kind: z.literal('timeout'), when }),
  /** The connection is reset instead of an answer. */
  z.strictObject({ ...aim, kind: z.literal('reset'), when }),
  /** The answer comes late. */
  z.strictObject({ ...aim, kind: z.literal('slow'), ms: milliseconds }),
  /** The head comes at once, the rest of the body late. */
  z.strictObject({ ...aim, kind: z.literal('slow-body'), ms: milliseconds }),
  /** The effect happens, the status is right, and the JSON of the body is cut off. */
  z.strictObject({ ...aim, kind: z.literal('malformed') }),
]);

export type Fault = z.output<typeof faultSchema>;
/** As it is written in options and posted to `/_sim/faults`. */
export type FaultInput = z.input<typeof faultSchema>;

export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** Matching calls so far. */
  seen: number;
  /** Calls that it hit. */
  applied: number;
}

/** The fault switches of a simulator. The first one that hits a call is applied to it. */
export class Faults {
  readonly #random: Random;
  /** The names that a fault may aim at, besides `*`. */
  readonly routes: () => readonly string[];
  #active: ActiveFault[] = [];
  #added = 0;

  /** @param routes the names that a fault may aim at: a misspelt one is refused, since it would never hit */
  constructor(random: Random, routes: () => readonly string[]) {
    this.#random = random;
    this.routes = routes;
  }

  /** @throws ZodError when the fault is malformed, RangeError when it aims at no known route */
  add(input: unknown): ActiveFault {
    const fault = faultSchema.parse(input);
    if (fault.route !== '*' && !this.routes().includes(fault.route))
      throw new RangeError(`unknown route "${fault.route}"; known are *, ${this.routes().join(', ')}`);
    const active = { id: `fault-${++this.#added}`, fault, seen: 0, applied: 0 };
    this.#active.push(active);
    return active;
  }

  list(): readonly ActiveFault[] {
    return this.#active;
  }

  /** Removes one, or all. */
  clear(id?: string): void {
    this.#active = id === undefined ? [] : this.#active.filter((active) => active.id !== id);
  }

  /** The fault that hits this call, if any. */
  pick(method: string, route: string): Fault | null {
    return this.#active.find((active) => aimsAt(active.fault, method, route) && this.#hits(active))?.fault ?? null;
  }

  #hits(active: ActiveFault): boolean {
    const { probability, every, times } = active.fault;
    if (times !== undefined && active.applied >= times) return false;
    active.seen += 1;
    if (every !== undefined && active.seen % every !== 0) return false;
    if (probability !== undefined && this.#random() >= probability) return false;
    active.applied += 1;
    return true;
  }
}

function aimsAt(fault: Fault, method: string, route: string): boolean {
  return (fault.method === undefined || fault.method === method) && (fault.route === '*' || fault.route === route);
}

/** A fault in a few words, for the journal and the page: `status 429, Retry-After 2`. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'status':
      return `status ${fault.status}${fault.retryAfter === undefined ? '' : `, Retry-After ${fault.retryAfter}`}`;
    case 'timeout':
    case 'reset':
      return `${fault.kind} ${fault.when} commit`;
    case 'slow':
    case 'slow-body':
      return `${fault.kind} ${fault.ms} ms`;
    case 'malformed':
      return 'malformed body';
  }
}
