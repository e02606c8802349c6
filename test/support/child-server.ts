import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { endWithThisProcess } from './running.ts';
import { waitFor } from './wait.ts';

/** What tests do to a server that runs in a process of its own. */
export interface ServerControl {
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Lets it hang: it takes connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Starts it again on the same port and files. */
  start(): Promise<void>;
}

/** How a server is started, and when it is there. */
export interface ChildServerOptions {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where it writes what it has to say: part of the error when it does not start. */
  readonly logFile: string;
  /** Whether it answers. */
  readonly isReady: () => Promise<boolean>;
}

/** A server in a process of its own that takes a while to start, and can be killed and frozen. */
export class ChildServer implements ServerControl {
  readonly #options: ChildServerOptions;
  #child: ChildProcess | null = null;

  constructor(options: ChildServerOptions) {
    this.#options = options;
  }

  /** Starts the process and waits until it answers. */
  async start(): Promise<void> {
    const { name, isReady } = this.#options;
    this.launch();
    const child = this.#child;
    const hasEnded = (): boolean => child?.exitCode !== null || child.signalCode !== null;
    const answers = (): Promise<boolean> => isReady().catch(() => false);
    const state = await waitFor(`${name} answers`, async () => (hasEnded() ? 'ended' : await answers()), {
      timeoutMs: 100_000,
      everyMs: 50,
    }).catch(() => 'silent');
    if (state !== true) throw new Error(`${name} did not start (${state}); it said:\n${this.#lastWords()}`);
  }

  /** Starts the process and waits for nothing: several of them may need each other. */
  launch(): void {
    const { program, args, directory, environment, logFile } = this.#options;
    const log = openSync(logFile, 'a');
    const child = spawn(program, args, {
      cwd: directory,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    endWithThisProcess(child);
    this.#child = child;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  #lastWords(): string {
    return readFileSync(this.#options.logFile, 'utf8').slice(-4000);
  }
}
