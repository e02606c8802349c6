import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import { waitFor } from '../support/wait.ts';
import type { Removed } from './bus.ts';
import type { Anomaly, Checker, Losses } from './checker.ts';
import type { Fleet } from './fleet.ts';
import type { Attack, Battlefield, Nemesis } from './nemesis/nemesis.ts';
import { observe } from './observation.ts';
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
const quietWithinMs = 60_000;

/** One round: events are sent while faults happen; all is healed; when everything is quiet, it is checked. */
export async function playRound(parts: RoundParts, faults: readonly Nemesis[], shape: Shape): Promise<RoundResult> {
  const { world, fleet, workload, checker, random, signals } = parts;
  const begun = performance.now();
  const removed: Removed[] = [];
  const field: Battlefield = {
    world,
    fleet,
    random,
    lost: (taken) => void removed.push(taken),
  };
  const firstPlace = random.between(0, fleet.places.length - 1);
  const placeOf = (index: number): number => (firstPlace + index) % fleet.places.length;
  const attacks: { readonly name: string; readonly attack: Attack }[] = [];
  const note = (name: string, attack: Attack | void): void => void (attack && attacks.push({ name, attack }));

  for (const [index, nemesis] of faults.entries()) note(nemesis.name, await nemesis.prepare?.(field, placeOf(index)));
  const events = workload.round(shape);
  const messages = events.map(messageOf);
  const half = Math.floor(messages.length / 2);
  await sendAll(world, messages.slice(0, half));
  const rest = sendAll(world, messages.slice(half));
  const idle: string[] = [];
  const strike = async (nemesis: Nemesis): Promise<void> => {
    try {
      note(nemesis.name, await nemesis.strike?.(field, placeOf(faults.indexOf(nemesis))));
    } catch (error) {
      // One fault can keep another from striking: whoever would end sessions of a server finds it stopped.
      if (faults.length === 1) throw error;
      idle.push(nemesis.name);
    }
  };
  // What is taken from the bus must be known exactly: before anything else happens to it.
  for (const nemesis of faults.filter(({ loses }) => loses)) await strike(nemesis);
  await Promise.all(faults.filter(({ loses }) => !loses).map(strike));
  for (const { name, attack } of attacks)
    await waitFor(`${name} has its effect`, () => attack.done?.() ?? true, { timeoutMs: 4_000 }).catch(
      () => void idle.push(name),
    );
  // A fault lasts for a while: that is what it is.
  await pause(Math.max(0, ...faults.map(({ forMs = 0 }) => forMs)));
  await healAll(attacks.map(({ attack }) => attack));
  await rest;
  await fleet.heal();

  const quiet = await waitFor('quiet', () => isQuiet(world), { timeoutMs: quietWithinMs, everyMs: 40 }).then(
    () => true,
    () => false,
  );
  const deaths = fleet.takeDeaths().map((what): Anomaly => ({ kind: 'death', what }));
  const result = { idle, events: events.length, seconds: (performance.now() - begun) / 1_000 };
  if (!quiet) {
    const what = `not quiet after ${quietWithinMs / 1_000} s: ${await whatIsLeft(world)}`;
    return { ...result, anomalies: [...deaths, { kind: 'unseen', what }], gapTold: false };
  }
  const observation = await observe(world, signals);
  signals.splice(0, signals.length, ...observation.signals);
  const { anomalies, gapTold } = checker.check({ events, ...lossesOf(removed, events, world.bus.resent) }, observation);
  return { ...result, anomalies: [...deaths, ...anomalies], gapTold };
}

/** One fault can keep another from being healed: what fails is tried again once something else is healed. */
async function healAll(attacks: readonly Attack[]): Promise<void> {
  const failed: Attack[] = [];
  let reason: unknown;
  for (const attack of attacks)
    try {
      await attack.heal?.();
    } catch (error) {
      failed.push(attack);
      reason = error;
    }
  if (failed.length === attacks.length && failed.length > 0) throw reason;
  if (failed.length > 0) await healAll(failed);
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
  readonly attempts: number;
}

async function leftIn(world: World): Promise<Left> {
  const [left] = await world.rows<Left>(
    `SELECT (SELECT count(*) FROM outbox)::integer AS signals,
            (SELECT count(*) FROM badge WHERE due IS NOT NULL OR claimed_until > now())::integer AS deliveries,
            (SELECT count(*) FROM inbox_message)::integer AS attempts`,
  );
  return left as Left;
}

async function isQuiet(world: World): Promise<boolean> {
  if (!(await world.bus.isDrained())) return false;
  const { signals, deliveries, attempts } = await leftIn(world);
  return signals + deliveries + attempts === 0;
}

async function whatIsLeft(world: World): Promise<string> {
  const drained = await world.bus.isDrained().catch(String);
  return JSON.stringify({ drained, ...(await leftIn(world).catch(() => ({}))) });
}
