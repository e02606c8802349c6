import type { BusName } from '../bus.ts';
import { clockNemeses } from './clock.ts';
import { editNemeses } from './edits.ts';
import { kafkaNemeses } from './kafka.ts';
import type { Nemesis } from './nemesis.ts';
import { networkNemeses } from './network.ts';
import { postgresqlNemeses } from './postgresql.ts';
import { processNemeses } from './processes.ts';
import { providerNemeses } from './providers.ts';
import { redisNemeses } from './redis.ts';

export const nemeses: readonly Nemesis[] = [
  ...processNemeses,
  ...networkNemeses,
  ...postgresqlNemeses,
  ...redisNemeses,
  ...kafkaNemeses,
  ...providerNemeses,
  ...clockNemeses,
  ...editNemeses,
];

/** Those that there are on this bus, and that this machine can do. */
export function nemesesFor(bus: BusName): Nemesis[] {
  return nemesesOn(bus).filter((nemesis) => lackedBy([nemesis]) === null);
}

/** Those that there are on this bus, on whichever machine. */
export function nemesesOn(bus: BusName): Nemesis[] {
  return nemeses.filter((nemesis) => (nemesis.bus ?? bus) === bus);
}

/** What the machine lacks for one of these; null: nothing. */
export function lackedBy(some: readonly Nemesis[]): string | null {
  return some.map((nemesis) => nemesis.lacks?.() ?? null).find((lacked) => lacked !== null) ?? null;
}

/** @throws Error naming what there is, when one is not known */
export function nemesesNamed(names: readonly string[]): Nemesis[] {
  return names.map((name) => {
    const found = nemeses.find((nemesis) => nemesis.name === name);
    if (found === undefined)
      throw new Error(`There is no fault ${name}. Faults are ${nemeses.map((nemesis) => nemesis.name).join(', ')}.`);
    return found;
  });
}
