/** The tools that check what is in deploy/, and how they are run. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installersEnvironment } from '../../scripts/environments.mjs';
import { repositoryRoot } from '../../test/support/laurel.ts';
import { pythonWith } from '../../test/support/python-environment.ts';

const execute = promisify(execFile);

export const deploy = join(repositoryRoot, 'deploy');
const requirements = join(deploy, 'test', 'requirements');

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  /** Both outputs, standard output first: some tools complain on one, some on the other. */
  readonly output: string;
}

/** Runs a program to its end, whatever that is. */
export async function run(
  program: string,
  args: readonly string[],
  { environment = {}, cwd = repositoryRoot }: { environment?: Record<string, string>; cwd?: string } = {},
): Promise<Ended> {
  const options = { cwd, env: { ...installersEnvironment(), ...environment }, maxBuffer: 64 * 1024 * 1024 };
  return execute(program, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, output: stdout + stderr }),
    (error: { code?: number | string; stdout?: string; stderr?: string; message: string }) => {
      if (typeof error.code !== 'number') throw new Error(`${program} could not be run: ${error.message}`);
      const { stdout = '', stderr = '' } = error;
      return { code: error.code, stdout, output: stdout + stderr };
    },
  );
}

/** Runs a program that must succeed. */
export async function succeed(...call: Parameters<typeof run>): Promise<string> {
  const { code, stdout, output } = await run(...call);
  if (code !== 0) throw new Error(`${call[0]} ${call[1].join(' ')} ended with ${code}:\n${output}`);
  return stdout;
}

/** Commands of a virtual environment. */
export class Commands {
  readonly python: string;

  constructor(python: string) {
    this.python = python;
  }

  /** What starts a command that is Python: its own first line names the place where the environment was made. */
  of(name: string, ...args: readonly string[]): [program: string, args: string[]] {
    return [this.python, [join(dirname(this.python), name), ...args]];
  }

  /** Where a command is that is no Python. */
  binary(name: string): string {
    return join(dirname(this.python), name);
  }
}

/** The linters and validators, installed when they are not there yet. */
export async function linters(): Promise<Commands> {
  const load = 'import check_jsonschema, helm_python, kubernetes_validate';
  return new Commands(await pythonWith(join(requirements, 'tools.txt'), load));
}

/** One version of Tutor. */
export async function tutor(version: TutorVersion): Promise<Commands> {
  return new Commands(await pythonWith(join(requirements, `tutor-${version}.txt`), 'import tutor'));
}

export const tutorVersions = ['21', '22'] as const;
export type TutorVersion = (typeof tutorVersions)[number];

/** Holds files to the specification of compose; empty when they fit. */
export async function composeMistakes(tools: Commands, files: readonly string[]): Promise<string> {
  const { code, output } = await run(
    ...tools.of('check-jsonschema', '--builtin-schema', 'vendor.compose-spec', ...files),
  );
  return code === 0 ? '' : output;
}

/** Holds manifests to the schemas of Kubernetes; empty when they fit. */
export async function kubernetesMistakes(tools: Commands, files: readonly string[]): Promise<string> {
  const { code, output } = await run(...tools.of('kubernetes-validate', '--strict', '--quiet', ...files));
  return code === 0 ? '' : output;
}

/** What hadolint has against a Dockerfile from this level on; empty when nothing. */
export async function dockerfileMistakes(tools: Commands, file: string, level = 'warning'): Promise<string> {
  const { code, output } = await run(tools.binary('hadolint'), ['--failure-threshold', level, file]);
  return code === 0 ? '' : output;
}
