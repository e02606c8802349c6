import type { LaurelEnvironment } from '../support/laurel.ts';
import type { KafkaPlace } from '../support/on-demand.ts';
import { createRandom } from '../support/random.ts';
import type { BusName } from './bus.ts';
import { Checker } from './checker.ts';
import { Fleet } from './fleet.ts';
import type { Nemesis } from './nemesis/nemesis.ts';
import { playRound } from './round.ts';
import type { RoundParts, RoundResult } from './round.ts';
import { Stages } from './stages.ts';
import { usualShape, Workload } from './workload.ts';
import type { Shape } from './workload.ts';
import { startServers } from './servers.ts';
import type { FireServers } from './servers.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly bus: BusName;
  /** Servers of whoever plays several campaigns; without them it starts its own. */
  readonly servers?: FireServers;
  /** Kafka of others, which may not be broken; without it, and without servers, the campaign starts its own. */
  readonly kafka?: KafkaPlace;
  /** Hears what is waited for while that takes long. */
  readonly tell?: (line: string) => void;
}

/** A round that has been played. */
export interface Played extends RoundResult {
  readonly faults: readonly string[];
}

/** Two processes that do everything: what one of them leaves undone the other one finds. */
const everything = 'inbox,consume,announce,deliver';
const layout = [everything, everything];
const startLimit = { limitMs: 180_000 };

/** A world with Laurel in it, in which round after round is played. */
export class Campaign {
  readonly #closers: AsyncDisposableStack;
  readonly #world: World;
  #parts: RoundParts;

  private constructor(closers: AsyncDisposableStack, world: World, parts: RoundParts) {
    this.#closers = closers;
    this.#world = world;
    this.#parts = parts;
  }

  static async begin({ seed, bus, servers: kept, kafka, tell = () => {} }: CampaignOptions): Promise<Campaign> {
    const stages = new Stages(tell);
    const closers = new AsyncDisposableStack();
    const begun = async (): Promise<{ world: World; fleet: Fleet }> => {
      const servers = kept ?? (await stages.run('servers start', () => startServers(bus, kafka), startLimit));
      if (kept === undefined) closers.defer(() => servers.close());
      const world = await stages.run('providers start', () => openWorld(bus, servers, kafka), startLimit);
      closers.defer(() => world.close());
      return { world, fleet: await stages.run('Laurel is set up and starts', () => startFleet(world), startLimit) };
    };
    const { world, fleet } = await begun().catch(async (error: unknown) => {
      await closers.disposeAsync();
      throw error;
    });
    const random = createRandom(seed);
    return new Campaign(closers, world, {
      world,
      fleet,
      workload: new Workload(seed),
      checker: new Checker(),
      random,
      signals: [],
      stages,
    });
  }

  /** Ends all processes, and goes on with those of another Laurel, or with other settings. */
  async switchTo(root: string, environment: LaurelEnvironment = {}): Promise<void> {
    await this.#parts.fleet.end();
    const fleet = await Fleet.start({ environment: { ...this.#world.environment, ...environment }, layout, root });
    this.#parts = { ...this.#parts, fleet };
    await fleet.areUp();
  }

  /** Faults of one round, by the seed: none seldom, one often, two mostly. */
  draw(among: readonly Nemesis[]): Nemesis[] {
    const { random } = this.#parts;
    const count = random.pick([0, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
    const drawn = new Set<Nemesis>();
    while (drawn.size < Math.min(count, among.length)) drawn.add(random.pick(among));
    return [...drawn];
  }

  async play(faults: readonly Nemesis[], shape: Partial<Shape> = {}): Promise<Played> {
    const result = await playRound(this.#parts, faults, { ...usualShape, ...shape });
    return { ...result, faults: faults.map(({ name }) => name) };
  }

  /** The newest lines of each process's log, for whoever looks for the cause. */
  get logs(): string[] {
    return this.#parts.fleet.places.map((place) => place.log);
  }

  async end(): Promise<void> {
    const { fleet, stages } = this.#parts;
    await stages.run('Laurel ends', () => fleet.end());
    await stages.run('servers and providers end', () => this.#closers.disposeAsync());
  }
}

async function startFleet(world: World): Promise<Fleet> {
  for (const done of [await world.laurel(['migrate']), await world.apply(0)])
    if (done.code !== 0) throw new Error(`Laurel could not be set up: ${done.stderr}`);
  const fleet = await Fleet.start({ environment: world.environment, layout });
  await fleet.areUp();
  return fleet;
}
