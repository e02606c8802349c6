import { readFileSync } from 'node:fs';
import type { FailpointName } from '../../src/failpoints.ts';
import { LaurelProcess, repositoryRoot } from '../support/laurel.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';
import { freePort } from '../support/ports.ts';
import { waitFor } from '../support/wait.ts';

export interface FleetOptions {
  readonly environment: LaurelEnvironment;
  /** The roles of each process. */
  readonly layout: readonly string[];
  /** Of the inbox of each process; it stays where it is when the process is started again. */
  readonly ports: readonly number[];
  /** Of the Laurel under test; this one unless given. */
  readonly root?: string;
}

/** One place of the fleet: a process that is started again whenever it ends, as a service manager would do. */
export class Place {
  readonly #options: FleetOptions;
  readonly #roles: string;
  readonly #onDeath: (log: string) => void;
  #process: LaurelProcess;
  /** Why the process may end: we killed it, or a failpoint is armed in it. */
  #mayEnd = false;
  #over = false;
  #armed: string | null = null;
  #acted = false;

  readonly #port: number;

  constructor(options: FleetOptions, index: number, onDeath: (log: string) => void) {
    this.#options = options;
    this.#roles = options.layout[index] ?? '';
    this.#port = options.ports[index] ?? 0;
    this.#onDeath = onDeath;
    this.#process = this.#start({});
  }

  /** Where its inbox is. */
  get inbox(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Waits until it works. */
  async isUp(): Promise<void> {
    await waitFor(
      'a Laurel process is up',
      () => this.#process.logs.some(({ msg }) => msg === 'started') && !this.#process.hasEnded,
      { timeoutMs: 60_000 },
    );
  }

  async kill(): Promise<void> {
    this.#mayEnd = true;
    await this.#process.kill();
  }

  /** Ends it, and starts none until it is healed. */
  async hold(): Promise<void> {
    this.#over = true;
    await this.#process.kill();
  }

  /** Starts it again after {@link hold}. */
  async release(): Promise<void> {
    if (this.#over) await this.restart({});
  }

  freeze(): void {
    this.#process.signal('SIGSTOP');
  }

  thaw(): void {
    this.#process.signal('SIGCONT');
  }

  /** Starts another process, which ends or freezes at a point. */
  async arm(name: FailpointName, action: 'kill' | 'stop', hit: number, more: LaurelEnvironment = {}): Promise<void> {
    this.#armed = action;
    this.#acted = false;
    await this.restart({ ...more, LAUREL_FAILPOINTS: `${name}=${action}@${hit}` });
  }

  /** Ends the process and starts one with other settings. */
  async restart(more: LaurelEnvironment): Promise<void> {
    this.#over = true;
    await this.#process.kill();
    this.#over = false;
    this.#process = this.#start(more);
    await this.isUp();
  }

  /** Whether the point that was armed was come by. */
  get hasActed(): boolean {
    this.#acted ||= this.#armed === 'stop' && isFrozen(this.#process.pid);
    return this.#acted;
  }

  /** Back to an ordinary process that runs. */
  async heal(): Promise<void> {
    const isArmed = this.#armed !== null && !this.hasActed;
    this.thaw();
    await this.release();
    // A point that nobody came by must not wait for a later round.
    if (isArmed) await this.restart({});
    this.#armed = null;
    await this.isUp();
  }

  async end(): Promise<void> {
    this.#over = true;
    this.thaw();
    await this.#process.kill();
  }

  /** The newest lines of its log. */
  get log(): string {
    return this.#process.stderr.split('\n').slice(-40).join('\n');
  }

  #start(more: LaurelEnvironment): LaurelProcess {
    const { environment, root = repositoryRoot } = this.#options;
    const started = new LaurelProcess(
      ['run', '--roles', this.#roles],
      { ...environment, LAUREL_INBOX_PORT: String(this.#port), ...more },
      root,
    );
    const isArmed = more['LAUREL_FAILPOINTS'] !== undefined;
    this.#mayEnd = isArmed;
    started.ended
      .then(({ code, signal }) => {
        if (this.#over || started !== this.#process) return;
        if (!this.#mayEnd || signal !== 'SIGKILL') this.#onDeath(`ended with ${signal ?? code}: ${this.log}`);
        else if (isArmed) this.#acted = true;
        this.#process = this.#start({});
      })
      .catch((error: unknown) => this.#onDeath(String(error)));
    return started;
  }
}

/** The Laurel processes under fire. */
export class Fleet {
  readonly places: readonly Place[];
  readonly #deaths: string[] = [];

  private constructor(options: FleetOptions) {
    this.places = options.layout.map((_, index) => new Place(options, index, (log) => this.#deaths.push(log)));
  }

  /** Starts them at ports of their own; {@link areUp} waits for them. */
  static async start(options: Omit<FleetOptions, 'ports'>): Promise<Fleet> {
    return new Fleet({ ...options, ports: await Promise.all(options.layout.map(freePort)) });
  }

  get inboxes(): string[] {
    return this.places.map(({ inbox }) => inbox);
  }

  /** Places are counted on and on: after the last one comes the first again. */
  at(place: number): Place {
    const found = this.places[place % this.places.length];
    if (found === undefined) throw new Error('the fleet has no place');
    return found;
  }

  async areUp(): Promise<void> {
    await Promise.all(this.places.map((place) => place.isUp()));
  }

  async heal(): Promise<void> {
    await Promise.all(this.places.map((place) => place.heal()));
  }

  /** Processes that ended although nobody killed them; each is told once. */
  takeDeaths(): string[] {
    return this.#deaths.splice(0);
  }

  async end(): Promise<void> {
    await Promise.all(this.places.map((place) => place.end()));
  }
}

/** Whether a process is stopped, as the system says. */
function isFrozen(pid: number): boolean {
  try {
    return /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
