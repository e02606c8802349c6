import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Removed } from './bus.ts';
import type { Anomaly, Checker, Losses } from './checker.ts';
import type { Fleet } from './fleet.ts';
import { Battle } from './battle.ts';
import type { Battlefield, Nemesis } from './nemesis/nemesis.ts';
import { sendOverHttp } from './inbox-sender.ts';
import { observe } from './observation.ts';
import { OutOfTime } from './stages.ts';
import type { Stages } from './stages.ts';
import { messageOf } from './wire.ts';
import type { SentEvent, Signal } from './wire.ts';
import type { Shape, Workload } from './workload.ts';
import type { World } from './world.ts';

/** What a round needs, and what it leaves to the next one. */
export interface RoundParts {
  readonly world: World;
  readonly fleet: Fleet;
  readonly workload: Workload;
  readonly checker: Checker;
  readonly random: Random;
  readonly signals: Signal[];
  readonly stages: Stages;
}

export interface RoundResult {
  readonly anomalies: readonly Anomaly[];
  /** Faults that had no effect in time: a point that nobody came by. */
  readonly idle: readonly string[];
  readonly events: number;
  readonly seconds: number;
  /** Whether Laurel has told that something was lost on the bus. */
  readonly gapTold: boolean;
}

const atOnce = 25;
/** A round that does nothing for so long does nothing any more. */
const stillMs = 60_000;
const quietWithinMs = 240_000;

/** One round: events are sent while faults happen; all is healed; when everything is quiet, it is checked. */
export async function playRound(parts: RoundParts, faults: readonly Nemesis[], shape: Shape): Promise<RoundResult> {
  const { world, fleet, workload, checker, signals, stages } = parts;
  const begun = performance.now();
  const removed: Removed[] = [];
  const events = workload.round(shape);
  const resultOf = (anomalies: readonly Anomaly[], gapTold = false): RoundResult => {
    const deaths = fleet.takeDeaths().map((what): Anomaly => ({ kind: 'death', what }));
    const seconds = (performance.now() - begun) / 1_000;
    return { idle, events: events.length, seconds, gapTold, anomalies: [...deaths, ...anomalies] };
  };
  let idle: string[] = [];
  try {
    idle = await attackMeanwhile(parts, faults, events, removed);
    const stand = (): Promise<string> => whatIsLeft(world);
    const unquiet = await stages
      .run('all is quiet', () => becomesQuiet(world), { limitMs: quietWithinMs + 5_000, stand })
      .then(() => null, textOf);
    if (unquiet !== null) {
      const left = await stages.run('what is left', stand, { limitMs: 10_000 }).catch(textOf);
      return resultOf([{ kind: 'unseen', what: `${unquiet}: ${left}` }]);
    }
    const observation = await stages.run('everything that is left is read', () => observe(world, signals));
    signals.splice(0, signals.length, ...observation.signals);
    const losses = lossesOf(removed, events, world.bus.resent);
    const { anomalies, gapTold } = checker.check({ events, ...losses }, observation);
    return resultOf(anomalies, gapTold);
  } catch (error) {
    return resultOf([{ kind: 'broken-off', what: textOf(error) }]);
  }
}

/**
 * Sends the events while faults happen, each in its own time: they meet as they come.
 *
 * @returns the faults that had no effect
 */
async function attackMeanwhile(
  { world, fleet, random, stages }: RoundParts,
  faults: readonly Nemesis[],
  events: readonly SentEvent[],
  removed: Removed[],
): Promise<string[]> {
  const field: Battlefield = { world, fleet, random, lost: (taken) => void removed.push(taken) };
  const firstPlace = random.between(0, fleet.places.length - 1);
  const battles = faults.map(
    (nemesis, index) => new Battle(nemesis, field, (firstPlace + index) % fleet.places.length),
  );
  const { bus: messages = [], inbox: posts = [] } = Object.groupBy(events.map(messageOf), ({ event }) => event.via);
  const half = Math.floor(messages.length / 2);
  const posted = stages.run('the inbox takes its events', () => sendOverHttp(fleet.inboxes, posts));
  // Where a fault breaks off first, nobody waits for what is sent any more.
  posted.catch(() => {});
  // What is taken from the bus must be known exactly: nobody is started again once nobody reads, and nothing else happens before.
  const [takers, others] = [battles.filter(({ loses }) => loses), battles.filter(({ loses }) => !loses)];
  for (const battle of [...others, ...takers]) await stages.run(`${battle.name} is prepared`, () => battle.prepare());
  await stages.run('the first half of the events is sent', () => sendAll(world, messages.slice(0, half)));
  const rest = stages.run('the second half of the events is sent', () => sendAll(world, messages.slice(half)));
  rest.catch(() => {});
  for (const battle of takers) await stages.run(`${battle.name} takes from the bus`, () => battle.strike());
  await Promise.all([
    ...takers.map((battle) => stages.run(`${battle.name} is over`, () => battle.endure())),
    ...others.map((battle) =>
      stages.run(`${battle.name} is over`, async () => {
        await battle.strike();
        await battle.endure();
      }),
    ),
  ]);
  // Before the senders are waited for: where all processes are frozen, none of them takes anything.
  await stages.run('all processes of Laurel are up again', () => fleet.heal());
  await Promise.all([posted, rest]);
  return battles.filter(({ isIdle }) => isIdle).map(({ name }) => name);
}

/** An event is lost when all its copies are; where some are, or may be, it may have been processed. */
function lossesOf(removed: readonly Removed[], events: readonly SentEvent[], resent: ReadonlySet<string>): Losses {
  const gone = Map.groupBy(
    removed.flatMap(({ unread }) => unread),
    (id) => id,
  );
  const sent = Map.groupBy(events, ({ id }) => id);
  const isLost = (id: string): boolean => !resent.has(id) && gone.get(id)?.length === sent.get(id)?.length;
  const lost = new Set([...gone.keys()].filter(isLost));
  const doubtful = [...gone.keys(), ...removed.flatMap(({ unfinished }) => unfinished)].filter((id) => !lost.has(id));
  const sum = (key: keyof Removed['counts']): number => removed.reduce((total, { counts }) => total + counts[key], 0);
  return { lost, maybeLost: new Set(doubtful), unread: sum('unread'), unfinished: sum('unfinished') };
}

async function sendAll(world: World, messages: readonly ReturnType<typeof messageOf>[]): Promise<void> {
  for (let start = 0; start < messages.length; start += atOnce)
    await world.bus.send(messages.slice(start, start + atOnce));
}

interface Left {
  readonly signals: number;
  readonly deliveries: number;
  readonly inbox: number;
}

async function leftIn(world: World): Promise<Left> {
  const [left] = await world.rows<Left>(
    `SELECT (SELECT count(*) FROM outbox)::integer AS signals,
            (SELECT count(*) FROM badge WHERE due IS NOT NULL OR claimed_until > now())::integer AS deliveries,
            (SELECT count(*) FROM inbox_message)::integer AS inbox`,
  );
  return left as Left;
}

/** Waits until nothing is left to do. On a busy machine that takes long; but something must become less meanwhile. */
async function becomesQuiet(world: World): Promise<void> {
  let since = performance.now();
  let before = '';
  for (const begun = since; ;) {
    const left = await whatIsLeft(world);
    if (left === quiet) return;
    const now = performance.now();
    if (left !== before) [before, since] = [left, now];
    if (now - since > stillMs) throw new OutOfTime(`nothing has changed for ${stillMs / 1_000} s`);
    // At first often, for a round is short; later seldom, for looking takes time from those who are waited for.
    await pause(Math.min(500, 40 + (now - begun) / 20));
  }
}

const quiet = JSON.stringify({ drained: true, signals: 0, deliveries: 0, inbox: 0 });

async function whatIsLeft(world: World): Promise<string> {
  const drained = await world.bus.isDrained().catch(String);
  return JSON.stringify({ drained, ...(await leftIn(world)) });
}

/** What went wrong, and what was behind it. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${textOf(error.cause)}`;
}
