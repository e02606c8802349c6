/** Laurel as operators have it: the real program in a process of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { waitFor } from './wait.ts';

export const repositoryRoot = join(import.meta.dirname, '..', '..');

/** The pinned Node: `npm test` runs on it. */
export const node = process.execPath;

/** Settings of a process; nothing else of the tests' own environment reaches it but what {@link inherited} names. */
export type LaurelEnvironment = Readonly<Record<string, string>>;

/** One line of the log. */
export interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** How a process ended: by itself with a code, or by a signal. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface CommandOutput {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where programs are, where temporary files go, and where Node keeps what it has compiled. */
export function inherited(): Record<string, string> {
  const names = ['PATH', 'TMPDIR', 'NODE_COMPILE_CACHE'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

export class LaurelProcess {
  /** The log so far. */
  readonly logs: readonly LogLine[];
  /** Resolves when the process has ended and its output is complete. */
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  readonly #logs: LogLine[] = [];
  #stdout = '';
  #stderr = '';
  #end: ProcessEnd | null = null;

  /**
   * Starts `laurel ARGS`.
   *
   * @param root of the Laurel that is started, where it is another one than this
   */
  constructor(args: readonly string[], environment: LaurelEnvironment, root = repositoryRoot) {
    this.logs = this.#logs;
    const child = spawn(node, ['src/main.ts', ...args], {
      cwd: root,
      env: { ...inherited(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    createInterface({ input: child.stderr }).on('line', (line) => this.#take(line));
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        running.delete(child);
        this.#end = { code, signal };
        resolve(this.#end);
      });
    });
    running.add(child);
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('Laurel did not start');
    return pid;
  }

  get hasEnded(): boolean {
    return this.#end !== null;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get stderr(): string {
    return this.#stderr;
  }

  /**
   * Waits for a line of the log.
   *
   * @param wanted the message, or a check of the line
   * @param from how many lines of the log to pass over: what was there before something was done
   */
  async waitForLog(
    wanted: string | ((line: LogLine) => boolean),
    { from = 0, timeoutMs = 20_000 }: { from?: number; timeoutMs?: number } = {},
  ): Promise<LogLine> {
    const matches = typeof wanted === 'string' ? (line: LogLine): boolean => line.msg === wanted : wanted;
    const find = (): LogLine | undefined => this.#logs.slice(from).find(matches);
    const seen = await waitFor(`the log line ${String(wanted)}`, () => find() ?? this.hasEnded, { timeoutMs }).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}; the log was:\n${this.#stderr}`, { cause: error });
      },
    );
    if (seen === true) throw new Error(`Laurel ended without the log line ${String(wanted)}:\n${this.#stderr}`);
    return seen;
  }

  /** Asks it to stop, as service managers do, and waits until it has. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return (await this.ended).code;
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Whether it is frozen by SIGSTOP. */
  get isFrozen(): boolean {
    return / T /.test(readFileSync(`/proc/${this.pid}/stat`, 'utf8'));
  }

  /** Sends any other signal. */
  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  #take(line: string): void {
    this.#stderr += `${line}\n`;
    if (line.startsWith('{')) this.#logs.push(JSON.parse(line) as LogLine);
  }
}

/** Starts a process that runs until it is stopped. */
export function startLaurel(args: readonly string[], environment: LaurelEnvironment): LaurelProcess {
  return new LaurelProcess(args, environment);
}

/** Runs a command to its end. */
export async function runLaurel(args: readonly string[], environment: LaurelEnvironment): Promise<CommandOutput> {
  const laurel = new LaurelProcess(args, environment);
  const { code } = await laurel.ended;
  return { code, stdout: laurel.stdout, stderr: laurel.stderr };
}

/** A test that fails half-way must leave no process behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
