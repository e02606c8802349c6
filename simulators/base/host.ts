import type { FastifyInstance } from 'fastify';
import type { ControlRoute, Route } from './answer.ts';
import { Clock, type ClockOptions } from './clock.ts';
import { Faults, type FaultInput } from './faults.ts';
import { createServer, mountControl, mountRoutes, type ErrorShape, type Latency, type Served } from './http.ts';
import { Journal } from './journal.ts';
import { seededRandom, uuidFrom, type Random } from './random.ts';
import { RateLimiter, type RateLimit } from './rate-limit.ts';
import { Store } from './store.ts';
import type { Row, Table } from './table.ts';

/** What every simulator can be told. */
export interface HostOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /** Host name by which others reach it, for the links that it gives; default the address that it listens on. */
  readonly name?: string;
  /** Seed of ids and chances; default 1. */
  readonly seed?: number;
  readonly clock?: ClockOptions;
  /** File to keep the state in; absent: in memory only. */
  readonly persistTo?: string;
  readonly faults?: readonly FaultInput[];
  /** How long every answer takes; default 0. */
  readonly latency?: Latency;
  /** Off by default. */
  readonly rateLimit?: RateLimit | null;
  /** How many requests the journal holds; default 1,000. */
  readonly journalSize?: number;
}

interface Meta extends Row {
  readonly value: number;
}

/**
 * What the simulators share: the server, time, ids, state, faults and the journal. A simulator adds its routes and
 * starts it.
 */
export class Host implements Served {
  readonly clock: Clock;
  readonly store: Store;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly random: Random;
  readonly limiter: RateLimiter | null;
  readonly latency: Latency;
  readonly errors: ErrorShape;
  /** Called after each change was saved; must not throw. */
  onSaved: () => void = () => {};
  /** Aborted when the simulator closes: what waits, stops waiting. */
  readonly closing = new AbortController();
  readonly #seed: number;
  readonly #port: number;
  readonly #host: string;
  readonly #name: string | null;
  readonly #initialFaults: readonly FaultInput[];
  readonly #meta: Table<Meta>;
  readonly #routeNames = new Set<string>();
  readonly #app: FastifyInstance;
  #apart: FastifyInstance | null = null;
  #url = '';
  #urlApart: string | null = null;

  constructor(options: HostOptions, errors: ErrorShape) {
    this.#seed = options.seed ?? 1;
    this.#port = options.port ?? 0;
    this.#host = options.host ?? '127.0.0.1';
    this.#name = options.name ?? null;
    this.#initialFaults = options.faults ?? [];
    this.errors = errors;
    this.latency = options.latency ?? 0;
    this.clock = new Clock(options.clock ?? 'real');
    this.random = seededRandom(this.#seed);
    this.faults = new Faults(this.random, () => [...this.#routeNames].toSorted());
    this.limiter = options.rateLimit ? new RateLimiter(options.rateLimit) : null;
    this.journal = new Journal(options.journalSize ?? 1000);
    this.store = new Store(options.persistTo ?? null);
    this.#meta = this.store.table<Meta>('meta');
    this.clock.advanceTo(this.#meta.get('clock')?.value ?? 0);
    this.#app = createServer(this);
  }

  /** Root address, without a trailing slash; known once started. */
  get url(): string {
    return this.#url;
  }

  /** Root address of what was mounted apart; null when nothing was. */
  get urlApart(): string | null {
    return this.#urlApart;
  }

  /** The next number of a series, from 1; survives a restart. */
  next(series: string): number {
    const value = (this.#meta.get(series)?.value ?? 0) + 1;
    this.#meta.put({ id: series, value });
    return value;
  }

  /** How far a series has come: what it counts. */
  count(series: string): number {
    return this.#meta.get(series)?.value ?? 0;
  }

  /** The next id of a kind: the same seed and the same requests give the same ids. */
  uuid(kind: string): string {
    return uuidFrom(this.#seed, kind, this.next(`uuids.${kind}`));
  }

  /** Saves what changed; to be called before an effect becomes known to anyone. */
  save(): void {
    if (!this.store.changed) return;
    this.#meta.put({ id: 'clock', value: this.clock.now() });
    this.store.save();
    this.onSaved();
  }

  /** Serves routes of the provider under each of the prefixes. */
  mount(routes: readonly Route[], prefixes: readonly string[] = ['']): void {
    for (const route of routes) this.#routeNames.add(route.name);
    for (const prefix of prefixes) mountRoutes(this.#app, this, routes, prefix);
  }

  /** Serves routes on a host (here: a port) of their own. */
  mountApart(routes: readonly Route[]): void {
    for (const route of routes) this.#routeNames.add(route.name);
    this.#apart = createServer(this);
    mountRoutes(this.#apart, this, routes, '');
  }

  mountControl(routes: readonly ControlRoute[]): void {
    mountControl(this.#app, this, routes);
  }

  async start(): Promise<void> {
    try {
      for (const fault of this.#initialFaults) this.faults.add(fault);
      this.#url = await this.#listen(this.#app, this.#port);
      this.#urlApart = this.#apart === null ? null : await this.#listen(this.#apart, 0);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async #listen(app: FastifyInstance, port: number): Promise<string> {
    const address = new URL(await app.listen({ host: this.#host, port }));
    return `http://${this.#name ?? address.hostname}:${address.port}`;
  }

  /** Ends every connection, also those that wait for an answer that never comes. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.#app.close();
    await this.#apart?.close();
    this.store.close();
  }
}
