import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Order, Role, Task } from './jobs.ts';

type AnswerOf<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>;

/**
 * A process that does one kind of work, so that what is compared shares neither heap nor compiled code nor a core with
 * what drives it. It lives through all rounds, like the service that it stands for.
 */
export class Worker {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<Answer['kind'], (answer: Answer) => void>();
  readonly #failed: Promise<never>;
  #onBatch: (events: number) => void = () => {};

  private constructor(role: Role) {
    this.#child = fork(join(import.meta.dirname, 'worker-process.ts'), [JSON.stringify(role)], {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--expose-gc',
        ...(process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? []),
      ],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    this.#failed = new Promise((_, reject) => {
      this.#child.once('exit', (code, signal) =>
        reject(new Error(`The ${role.kind} process ended: ${code ?? signal}.`)),
      );
    });
    this.#failed.catch(() => {});
    this.#child.on('message', (answer: Answer) => {
      if (answer.kind === 'batch') this.#onBatch(answer.events);
      else this.#waiting.get(answer.kind)?.(answer);
    });
  }

  static async start(role: Role): Promise<Worker> {
    const worker = new Worker(role);
    await worker.#next('ready');
    return worker;
  }

  /**
   * Begins a task.
   *
   * @param onBatch told of each batch that is done, with its number of events
   */
  begin(task: Task, onBatch: (events: number) => void): void {
    this.#onBatch = onBatch;
    this.#order({ kind: 'start', task });
  }

  /** Ends the task; resolves when the process has let go of it. */
  async finish(): Promise<AnswerOf<'stopped'>> {
    this.#order({ kind: 'stop' });
    return this.#next('stopped');
  }

  async measureMemory(): Promise<AnswerOf<'memory'>> {
    this.#order({ kind: 'measure-memory' });
    return this.#next('memory');
  }

  get pid(): number {
    return this.#child.pid ?? NaN;
  }

  /** Rejects when the process ends before it was told to. */
  get failed(): Promise<never> {
    return this.#failed;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await ended;
  }

  #order(order: Order): void {
    this.#child.send(order);
  }

  #next<Kind extends Answer['kind']>(kind: Kind): Promise<AnswerOf<Kind>> {
    const answered = new Promise<AnswerOf<Kind>>((resolve) => {
      this.#waiting.set(kind, (answer) => resolve(answer as AnswerOf<Kind>));
    });
    return Promise.race([answered, this.#failed]);
  }
}

/** How a task went. */
interface Performance {
  readonly seconds: number;
  /** Without the first batch, and what it took to get there. */
  readonly onceBegun: { readonly events: number; readonly seconds: number };
  readonly latencies: number[];
}

/** Lets workers do a task together until all its events are done. */
export async function perform(workers: readonly Worker[], task: Task): Promise<Performance> {
  const started = performance.now();
  const first = await Promise.race([doneBy(workers, task), ...workers.map(({ failed }) => failed)]);
  const ended = performance.now();
  const results = await Promise.all(workers.map((worker) => worker.finish()));
  return {
    seconds: (ended - started) / 1_000,
    onceBegun: { events: task.events - first.events, seconds: (ended - first.at) / 1_000 },
    latencies: results.flatMap(({ latencies }) => latencies),
  };
}

/** Resolves when all is done, with the first batch of all. */
function doneBy(workers: readonly Worker[], task: Task): Promise<{ readonly events: number; readonly at: number }> {
  return new Promise((resolve) => {
    let left = task.events;
    let first: { readonly events: number; readonly at: number } | null = null;
    for (const worker of workers)
      worker.begin(task, (events) => {
        first ??= { events, at: performance.now() };
        left -= events;
        if (left <= 0) resolve(first);
      });
  });
}
