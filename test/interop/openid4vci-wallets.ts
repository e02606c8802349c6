/** Wallets that others wrote, each in a process of its own that reaches the site of a test and nothing else. */
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { repositoryRoot } from '../support/laurel.ts';
import { arePackagesInstalled, placeOfPackages } from '../support/node-packages.ts';

const programs = join(repositoryRoot, 'test', 'interop', 'verifiers');

export type OtherWallet = 'learncard' | 'openid4vc';

/** What a wallet is to do. */
export interface Errand {
  /** What the site is called, and where it is on this machine. */
  readonly site: string;
  readonly at: string;
  /** Beginning of paths that are not there for it; empty: all are. */
  readonly hidden?: string;
  /** Takes the badge of an offer. */
  readonly link?: string;
  /** Verifies one that it has. */
  readonly credential?: object;
}

/** What came of it. */
export interface Outcome {
  /** Its DID. */
  readonly holder?: string;
  readonly key?: object;
  readonly version?: string;
  /** What it has stored, as it stores it. */
  readonly credentials?: readonly unknown[];
  /** What it says of the badge. */
  readonly said?: { readonly checks: string[]; readonly warnings: string[]; readonly errors: string[] };
  readonly error?: string;
}

export function isWalletInstalled(name: OtherWallet): boolean {
  return arePackagesInstalled(join(programs, name));
}

export async function send(name: OtherWallet, errand: Errand): Promise<Outcome> {
  const place = placeOfPackages(join(programs, name));
  // The programs may have changed since their packages were installed.
  for (const file of [join(name, 'pick-up.mjs'), 'loopback.mjs'])
    cpSync(join(programs, file), join(place, file.split('/').at(-1) ?? file));
  const child = spawn(process.execPath, [join(place, 'pick-up.mjs')], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin.end(JSON.stringify({ hidden: '', ...errand }));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`The wallet ${name} ended with ${code}:\n${errors}`);
  return JSON.parse(output) as Outcome;
}
