import { parseArgs } from 'node:util';
import { didYouMean } from '../../src/suggest.ts';
import type { BusName } from './bus.ts';
import { nemeses, nemesesOn } from './nemesis/catalogue.ts';

export const help = `Runs Laurel under fire and checks that nothing is lost, doubled or made up.

  npm run fire -- --seed 7 --minutes 1           one seed
  npm run fire -- --seeds 1..20 --minutes 1      many, one after the other
  npm run fire -- --seeds 1..200 --jobs 4        many, four at a time
  npm run fire -- --seed 7 --faults kill,redis-trim --rounds 3

  --bus redis|kafka    the event bus (redis)
  --faults a,b         draw from these only; with --together all of them in each round
  --rounds N           so many rounds instead of minutes
  --learners N         learners of a round (40)
  --jobs N             so many seeds at a time (1)
  --ratchet            every scenario of test/fire/ratchet.yaml, against what it says; with --faults those of these alone
  --planted            put mistakes into copies of the sources and see that they are found
  --list               the faults
`;

/** What cannot be run as it was written; the message says what is wrong and what there is. */
export class UsageError extends Error {}

/** How each seed is played. */
export interface SeedOptions {
  readonly bus: BusName;
  readonly minutes: number;
  readonly rounds: number | null;
  /** Null: all that there are on this bus. */
  readonly faults: readonly string[] | null;
  readonly together: boolean;
  readonly learners: number;
}

export type Command =
  | { readonly what: 'help' | 'list' | 'planted' }
  | {
      readonly what: 'ratchet';
      readonly bus: BusName;
      readonly seed: number;
      readonly faults: readonly string[] | null;
    }
  | { readonly what: 'seeds'; readonly seeds: readonly number[]; readonly jobs: number; readonly options: SeedOptions };

/** @throws UsageError */
export function readCommand(args: readonly string[]): Command {
  const values = readOptions(args);
  for (const what of ['help', 'planted', 'list'] as const) if (values[what]) return { what };
  const bus = oneOf('bus', values.bus, ['redis', 'kafka']);
  const faults = values.faults?.split(',').map((name) => name.trim()) ?? null;
  for (const name of faults ?? []) checkFault(name, bus);
  if (values.ratchet) return { what: 'ratchet', bus, seed: wholeNumber('--seed', values.seed ?? '1', 0), faults };
  return {
    what: 'seeds',
    seeds: readSeeds(values),
    jobs: wholeNumber('--jobs', values.jobs, 1),
    options: {
      bus,
      faults,
      minutes: positive('--minutes', values.minutes),
      rounds: values.rounds === undefined ? null : wholeNumber('--rounds', values.rounds, 1),
      together: values.together,
      learners: wholeNumber('--learners', values.learners, 1),
    },
  };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        seeds: { type: 'string' },
        minutes: { type: 'string', default: '1' },
        rounds: { type: 'string' },
        faults: { type: 'string' },
        together: { type: 'boolean', default: false },
        bus: { type: 'string', default: 'redis' },
        learners: { type: 'string', default: '40' },
        jobs: { type: 'string', default: '1' },
        ratchet: { type: 'boolean', default: false },
        planted: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} See --help.`);
  }
}

function readSeeds({ seed, seeds }: { readonly seed?: string; readonly seeds?: string }): number[] {
  if (seeds === undefined) return [wholeNumber('--seed', seed ?? '1', 0)];
  if (seed !== undefined) throw new UsageError('--seed and --seeds are given: only one of them can be.');
  const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(seeds) ?? [];
  if (first === undefined || last === undefined)
    throw new UsageError(`--seeds is "${seeds}"; it must be a range such as 1..20.`);
  const [from, to] = [wholeNumber('--seeds', first, 0), wholeNumber('--seeds', last, 0)];
  if (to < from) throw new UsageError(`--seeds is "${seeds}"; the first seed must not be above the last one.`);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function wholeNumber(option: string, text: string, least: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`${option} is "${text}"; it must be a whole number, ${least} or more.`);
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${option} is "${text}"; it must be a number above 0.`);
}

function checkFault(name: string, bus: BusName): void {
  const known = nemeses.map((nemesis) => nemesis.name);
  if (!known.includes(name))
    throw new UsageError(`There is no fault "${name}".${didYouMean(name, known)} --list tells all of them.`);
  if (!nemesesOn(bus).some((nemesis) => nemesis.name === name))
    throw new UsageError(
      `The fault ${name} is not one of ${bus}: use it with --bus ${bus === 'redis' ? 'kafka' : 'redis'}.`,
    );
}

function oneOf<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${option} is "${text}"; it must be ${choices.join(' or ')}.${didYouMean(text, choices)}`);
}
