/** Verifiers that others wrote, each in a process of its own that can open no connection. */
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryRoot } from '../support/laurel.ts';
import { arePackagesInstalled, placeOfPackages } from '../support/node-packages.ts';
import { pythonWith } from '../support/python-environment.ts';

const programs = join(repositoryRoot, 'test', 'interop', 'verifiers');

export interface Verdict {
  readonly isVerified: boolean;
  /** In the words of the verifier. */
  readonly said: unknown;
}

/** What is served where. */
export type Served = Readonly<Record<string, string>>;

/** Badges by a name; what a badge is, the program knows. */
export type Badges = Readonly<Record<string, object>>;

type NodeVerifier = 'digitalbazaar' | 'dcc' | 'learncard';

/** Whether the packages of a verifier are there. */
export function isInstalled(name: NodeVerifier): boolean {
  return arePackagesInstalled(join(programs, name));
}

/** Verifies badges with a program in JavaScript, in the directory of its name. */
export async function verifyWithNode(
  name: NodeVerifier,
  served: Served,
  badges: Badges,
): Promise<Record<string, Verdict>> {
  const place = placeOfPackages(join(programs, name));
  // The program may have changed since its packages were installed.
  for (const file of [join(name, 'verify.mjs'), 'offline.mjs'])
    cpSync(join(programs, file), join(place, file.split('/').at(-1) ?? file));
  return run(process.execPath, [join(place, 'verify.mjs')], { served, badges });
}

/** Verifies badges with openbadgeslib. */
export async function verifyWithPython(served: Served, badges: Badges): Promise<Record<string, Verdict>> {
  const requirements = join(repositoryRoot, 'test', 'interop', 'requirements-openbadges.txt');
  const python = await pythonWith(requirements, 'import openbadgeslib.ob3.ldp, pyld, openvc');
  return run(python, [join(programs, 'openbadgeslib', 'verify.py')], { served, badges });
}

async function run(program: string, args: readonly string[], input: object): Promise<Record<string, Verdict>> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin.end(JSON.stringify(input));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${errors}`);
  return JSON.parse(output) as Record<string, Verdict>;
}
