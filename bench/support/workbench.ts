import { randomBytes } from 'node:crypto';
import type { Event } from '../../src/rules/event.ts';
import type { Template } from '../../src/rules/template.ts';
import type { BenchContext } from './benchmark.ts';
import type { Role } from './jobs.ts';
import { copySite, createSite } from './site.ts';
import type { Site } from './site.ts';
import { connectRedis, fill } from './stream.ts';
import type { BareRedis } from './stream.ts';
import { perform, Worker } from './worker.ts';

/** What one benchmark has laid out: processes, databases and streams, all put away at its end. */
export class Workbench {
  readonly context: BenchContext;
  readonly redis: BareRedis;
  readonly #workers: Worker[] = [];
  readonly #sites: Site[] = [];

  private constructor(context: BenchContext, redis: BareRedis) {
    this.context = context;
    this.redis = redis;
  }

  static async open(context: BenchContext): Promise<Workbench> {
    return new Workbench(context, await connectRedis(context.servers.redisUrl).connect());
  }

  async start(role: Role): Promise<Worker> {
    const worker = await Worker.start(role);
    this.#workers.push(worker);
    return worker;
  }

  /** The real consumer on a site. */
  startConsumer(site: Site, knownLearners?: number): Promise<Worker> {
    const { redisUrl } = this.context.servers;
    const bound = knownLearners === undefined ? {} : { knownLearners };
    return this.start({ kind: 'consumer', bus: { redisUrl }, databaseUrl: site.url, ...bound });
  }

  async createSite(name: string, templates: readonly Template[]): Promise<Site> {
    const site = await createSite(this.context.servers, `bench_${name}`, templates);
    this.#sites.push(site);
    return site;
  }

  /** A site with all that another one has. */
  async copySite(original: Site, name: string): Promise<Site> {
    const site = await copySite(this.context.servers, original, `bench_${name}`);
    this.#sites.push(site);
    return site;
  }

  /** Makes a stream of these events. */
  async fill(topic: string, events: Iterable<Event>): Promise<void> {
    await fill(this.redis, topic, events);
  }

  /**
   * Lets workers read a whole stream as one new consumer group.
   *
   * @returns events a second, by the clock of this process
   */
  async rate(workers: readonly Worker[], topic: string, events: number): Promise<number> {
    const group = randomBytes(4).toString('hex');
    const { seconds } = await perform(workers, { topic, group, events });
    // Those who don't read a stream have no group.
    await this.redis.sendCommand(['XGROUP', 'DESTROY', topic, group]).catch(() => {});
    return events / seconds;
  }

  /**
   * The same for a topic of Kafka, from the first batch on: how long a group takes to form is Kafka's own.
   */
  async rateOnceReading(workers: readonly Worker[], topic: string, events: number): Promise<number> {
    const group = randomBytes(4).toString('hex');
    const { onceBegun } = await perform(workers, { topic, group, events });
    return onceBegun.events / onceBegun.seconds;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.end()));
    for (const site of this.#sites) await site.remove();
    await this.redis.sendCommand(['FLUSHALL']);
    this.redis.destroy();
  }
}

/** Opens a workbench for the work and puts everything away afterwards, also when the work fails. */
export async function withWorkbench<T>(context: BenchContext, work: (bench: Workbench) => Promise<T>): Promise<T> {
  const bench = await Workbench.open(context);
  try {
    return await work(bench);
  } finally {
    await bench.close();
  }
}
