/** Verifiers that others wrote, each in a process of its own that can open no connection. */
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';
import type { SigningKey } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { repositoryRoot } from '../support/laurel.ts';
import { arePackagesInstalled, placeOfPackages } from '../support/node-packages.ts';
import { pythonWith } from '../support/python-environment.ts';
import { findPython } from '../support/python.ts';

const programs = join(repositoryRoot, 'test', 'interop', 'verifiers');

/** The forms in which badges are handed out. Those in images hold one of the others. */
export const forms = [
  'JSON',
  'PNG',
  'SVG',
  'JWT ES256',
  'JWT RS256',
  'PNG of a JWT',
  'SVG of a JWT',
  'SD-JWT',
] as const;
export type Form = (typeof forms)[number];

export interface Verdict {
  readonly isVerified: boolean;
  /** In the words of the verifier. */
  readonly said: unknown;
  /** What it took out of an image. */
  readonly text?: string;
}

/** What is to be verified: the text of a badge, or the image with it in base64. */
export interface Asked {
  readonly form: Form;
  readonly content: string;
}

/** Everything that a verifier may know. */
export interface Question {
  /** What is served where. */
  readonly served: Readonly<Record<string, string>>;
  /** The DID that the badges have to be of. */
  readonly issuer: string;
  readonly badges: Readonly<Record<string, Asked>>;
}

/** A verifier that somebody else wrote. */
export interface Verifier {
  readonly name: string;
  /** What it verifies; the images as somebody else took the badge out of them, unless it can do that itself. */
  readonly forms: readonly Form[];
  /** What it says of a badge that was revoked, has expired, or is not what its issuer signed. */
  readonly reasons: { readonly revoked: RegExp; readonly expired: RegExp; readonly forged: RegExp };
  isInstalled(): boolean;
  verify(question: Question): Promise<Record<string, Verdict>>;
}

const embedded = ['JSON', 'PNG', 'SVG'] as const satisfies readonly Form[];

/** The only one that also reads images, so it is asked before the others. */
export const openbadgeslib = inPython('openbadgeslib', forms, {
  revoked: /status 'revocation' is set|badge is revoked/,
  expired: /expired/i,
  forged: /signature|digest|proof|names a different DID/i,
});

/** All of them. What each can verify was found out by trying; docs/open-badges-conformance.md tells it to others. */
export const verifiers: readonly Verifier[] = [
  openbadgeslib,
  inJavaScript('digitalbazaar', embedded, {
    revoked: /"isRevoked":true/,
    expired: /is after \\"validUntil/,
    forged: /Invalid signature|issuer must match/,
  }),
  inJavaScript('dcc', embedded, {
    revoked: /"revocation_status":false/,
    expired: /"expiration":false/,
    forged: /signature/,
  }),
  inJavaScript('learncard', embedded, {
    revoked: /"isSet":true/,
    expired: /no longer valid/,
    forged: /signature|No applicable proof/,
  }),
  inPython('joserfc', ['JWT ES256', 'JWT RS256', 'PNG of a JWT', 'SVG of a JWT'], {
    revoked: /: revoked/,
    expired: /Expired/,
    forged: /BadSignature|none of the issuer's/,
  }),
  inJavaScript('did-jwt', ['JWT ES256', 'PNG of a JWT'], {
    revoked: /"revoked":true/,
    expired: /has expired/,
    forged: /invalid_signature/,
  }),
  inJavaScript('sd-jwt', ['SD-JWT'], {
    revoked: /Status is not valid/,
    expired: /expired/,
    forged: /Verify Error|signature|is no key of/i,
  }),
];

function inJavaScript(name: string, ofForms: readonly Form[], reasons: Verifier['reasons']): Verifier {
  const directory = join(programs, name);
  return {
    name,
    forms: ofForms,
    reasons,
    isInstalled: () => arePackagesInstalled(directory),
    verify: async (question) => {
      prepare(directory, 'verify.mjs');
      return run(process.execPath, [join(placeOfPackages(directory), 'verify.mjs')], question);
    },
  };
}

/** Has the libraries of Digital Bazaar sign a credential as Laurel would. */
export async function signWithDigitalBazaar(credential: JsonObject, key: SigningKey): Promise<JsonObject> {
  const place = placeOfPackages(join(programs, 'digitalbazaar'));
  const question: Question & { readonly key: SigningKey } = {
    served: {},
    issuer: '',
    badges: { badge: { form: 'JSON', content: JSON.stringify(credential) } },
    key,
  };
  prepare(join(programs, 'digitalbazaar'), 'sign.mjs');
  const { badge } = await run(process.execPath, [join(place, 'sign.mjs')], question);
  if (badge?.text === undefined) throw new Error(`It was not signed: ${String(badge?.said)}`);
  return JSON.parse(badge.text) as JsonObject;
}

/** What a wallet was asked to sign. */
export interface SignInRequest {
  readonly suite: 'Ed25519Signature2020' | 'eddsa-rdfc-2022';
  readonly challenge: string;
  readonly domain?: string;
}

/** Signs presentations as the Learner Credential Wallet does, with the libraries that it does it with; all with one key. */
export async function signInWithWallet(
  requests: Readonly<Record<string, SignInRequest>>,
): Promise<ReadonlyMap<string, JsonObject>> {
  const directory = join(programs, 'dcc');
  prepare(directory, 'wallet.mjs');
  const badges = Object.fromEntries(
    Object.entries(requests).map(([name, request]) => [
      name,
      { form: 'JSON', content: JSON.stringify(request) } as const,
    ]),
  );
  const signed = await run(process.execPath, [join(placeOfPackages(directory), 'wallet.mjs')], {
    served: {},
    issuer: '',
    badges,
  });
  return new Map(
    Object.entries(signed).map(([name, { text: presentation, said }]) => {
      if (presentation === undefined) throw new Error(`the wallet did not sign: ${String(said)}`);
      return [name, JSON.parse(presentation) as JsonObject];
    }),
  );
}

/** The programs may have changed since their packages were installed. */
function prepare(directory: string, program: string): void {
  for (const file of [join(directory, program), join(programs, 'offline.mjs')])
    cpSync(file, join(placeOfPackages(directory), basename(file)));
}

function inPython(name: string, ofForms: readonly Form[], reasons: Verifier['reasons']): Verifier {
  return {
    name,
    forms: ofForms,
    reasons,
    isInstalled: () => findPython() !== undefined,
    verify: async (question) => {
      const requirements = join(repositoryRoot, 'test', 'interop', 'requirements-openbadges.txt');
      const python = await pythonWith(requirements, 'import openbadgeslib.ob3.ldp, pyld, openvc, joserfc');
      return run(python, [join(programs, name, 'verify.py')], question);
    },
  };
}

async function run(program: string, args: readonly string[], question: Question): Promise<Record<string, Verdict>> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdin.end(JSON.stringify(question));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${errors}`);
  return JSON.parse(output) as Record<string, Verdict>;
}
