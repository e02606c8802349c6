/** Badges of Laurel before verifiers that others wrote: all agree on each of them. */
import { Socket } from 'node:net';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { bake } from '../../src/issuing/open-badges/baking/baking.ts';
import { composeCredential } from '../../src/issuing/open-badges/credential/compose.ts';
import type { CredentialInput } from '../../src/issuing/open-badges/credential/input.ts';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';
import { signCredential } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { signAsJwt } from '../../src/issuing/open-badges/proofs/jwt.ts';
import { signAsSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { verifyBadge } from '../../src/issuing/open-badges/verify/verify.ts';
import { badge, createIssuer } from '../issuing/open-badges/badges.ts';
import type { TestIssuer } from '../issuing/open-badges/badges.ts';
import { listUrl, serveIssuer, tokenUrl } from '../issuing/open-badges/site.ts';
import { isInstalled, verifyWithNode, verifyWithPython } from './verifiers.ts';
import { findPython } from '../support/python.ts';
import type { Verdict } from './verifiers.ts';

/** JWTs are signed as bytes: there is less that programs could take in different ways. */
const inTokens = /^(?:fresh|expired|tampered|wrong issuer|revoked|beside 5|text s)/;
const hasPython = findPython() !== undefined;
const revokedSlots = [0, 5, 131_071];
/** The verifiers of others go by the clock. */
const started = new Date();
const inDays = (days: number): string => new Date(started.getTime() + days * 86_400_000).toISOString();

const texts: Readonly<Record<string, string>> = {
  signs: 'Rust® – “it’s” <b>&amp;</b> \\ "quoted" ]]>',
  emoji: '🦀👩🏽‍🚀🇳🇱',
  decomposed: 'Ame\u0301lie Noe\u0308l',
  arabic: 'أساسيات البرمجة \u200f(١)',
  long: 'é'.repeat(300),
  spaced: ' two  spaces\nand lines\r\nand a\ttab\u0000\u001f\u007f\u0085\u2028 ',
};

/** What every verifier has to say of each badge. */
const expected: Record<string, boolean> = {
  fresh: true,
  'without recipient id': true,
  expired: false,
  tampered: false,
  'wrong issuer': false,
};
for (const name of Object.keys(texts)) expected[`text ${name}`] = true;
for (const slot of revokedSlots) {
  expected[`revoked ${slot}`] = false;
  expected[`beside ${slot}`] = true;
}

let issuer: TestIssuer;
let stranger: TestIssuer;
let served: Record<string, string>;
const credentials: Record<string, JsonObject> = {};

beforeAll(async () => {
  issuer = await createIssuer();
  stranger = await createIssuer('did:web:evil.example.org');
  served = await serveIssuer(issuer, revokedSlots, { validFrom: inDays(-1), validUntil: inDays(7) });
  const base = { validFrom: inDays(-10), awardedDate: inDays(-10), validUntil: inDays(1000) };
  const make = (changes: Partial<CredentialInput>, name?: string): JsonObject =>
    composeCredential(badge({ ...base, ...changes }, name));
  credentials['fresh'] = make({});
  credentials['without recipient id'] = make({ recipient: { ...badge().recipient, id: undefined } });
  credentials['expired'] = make({ validUntil: inDays(-2) });
  credentials['tampered'] = make({});
  credentials['wrong issuer'] = make({});
  for (const [name, text] of Object.entries(texts)) credentials[`text ${name}`] = make(everywhere(text), text);
  for (const slot of revokedSlots) {
    credentials[`revoked ${slot}`] = make({ status: { list: listUrl, index: slot } });
    credentials[`beside ${slot}`] = make({ status: { list: listUrl, index: slot === 131_071 ? slot - 1 : slot + 1 } });
  }
});

describe('badges with an embedded proof', () => {
  let signed: Record<string, JsonObject>;

  beforeAll(async () => {
    signed = {};
    for (const [name, credential] of Object.entries(credentials)) {
      // The key of another, under the name of the issuer's own.
      const key = {
        ...(name === 'wrong issuer' ? stranger : issuer).key('Ed25519'),
        verificationMethod: `${issuer.did}#key-1`,
      };
      signed[name] = await signCredential(credential, key, started.toISOString().replace(/\.\d+/, ''));
    }
    signed['tampered'] = { ...signed['tampered'], name: 'Rust Mastery' };
  });

  describe.each(['digitalbazaar', 'dcc', 'learncard'] as const)('%s', (name) => {
    test.skipIf(!isInstalled(name))('agrees', async () => {
      expectVerdicts(await verifyWithNode(name, served, signed), expected);
    });
  });

  test.skipIf(!hasPython)(
    'openbadgeslib, as JSON and out of images',
    async () => {
      const asked: Record<string, object> = {};
      for (const [name, credential] of Object.entries(signed))
        asked[name] = asBadge('json', JSON.stringify(credential));
      for (const name of ['fresh', 'text signs'])
        for (const [form, image] of [
          ['png', png],
          ['svg', svg],
        ] as const)
          asked[`${name} in ${form}`] = asBadge(form, bake(image, JSON.stringify(signed[name])));
      expectVerdicts(await verifyWithPython(served, asked), expected);
    },
    300_000,
  );

  test('Laurel itself; no connection is opened, neither while signing nor while verifying', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(() => {
      throw new Error('A connection was opened.');
    });
    try {
      const fresh = credentials['fresh'] as JsonObject;
      await signCredential(fresh, issuer.key('Ed25519'), started.toISOString());
      await signAsJwt(fresh, issuer.key('RSA'));
      const verdicts = await verifyAll(Object.entries(signed).map(([name, each]) => [name, JSON.stringify(each)]));
      expectVerdicts(verdicts, expected);
      expect(connect).not.toHaveBeenCalled();
    } finally {
      connect.mockRestore();
    }
  });
});

test.skipIf(!hasPython)('badges as JWT and SD-JWT: openbadgeslib and Laurel', async () => {
  const tokens: [string, string][] = [];
  for (const [name, credential] of Object.entries(credentials).filter(([each]) => inTokens.test(each))) {
    const by = name === 'wrong issuer' ? stranger : issuer;
    const key = (algorithm: 'RSA' | 'P-256', fragment: string) => ({
      ...by.key(algorithm),
      verificationMethod: `${issuer.did}#${fragment}`,
    });
    const options = { issuedAt: started.toISOString(), statusListToken: tokenUrl };
    for (const [form, token] of [
      ['RS256', await signAsJwt(credential, key('RSA', 'key-3'))],
      ['ES256', await signAsJwt(credential, key('P-256', 'key-2'))],
      ['sd-jwt', await signAsSdJwt(credential, key('P-256', 'key-2'), options)],
    ] as const)
      tokens.push([`${name} in ${form}`, name === 'tampered' ? tampered(token) : token]);
  }
  tokens.push([
    'fresh in an image',
    bake(png, tokens.find(([name]) => name === 'fresh in ES256')?.[1] ?? '').toString('latin1'),
  ]);
  const asked = tokens.map(([name, token]) => {
    const form = name.endsWith('image') ? 'png' : name.endsWith('sd-jwt') ? 'sd-jwt' : 'jwt';
    return [name, asBadge(form, Buffer.from(token, form === 'png' ? 'latin1' : 'utf8'))] as const;
  });
  expectVerdicts(await verifyWithPython(served, Object.fromEntries(asked)), expected);
  expectVerdicts(await verifyAll(tokens.filter(([name]) => !name.endsWith('image'))), expected);
});

function expectVerdicts(verdicts: Record<string, Verdict>, wanted: Readonly<Record<string, boolean>>): void {
  const wrong = Object.entries(verdicts).filter(
    ([name, { isVerified }]) => isVerified !== wanted[name.replace(/ in .*/, '')],
  );
  expect(Object.keys(verdicts).length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
}

async function verifyAll(badges: readonly (readonly [string, string])[]): Promise<Record<string, Verdict>> {
  const results: Record<string, Verdict> = {};
  const fetchText = async (url: string): Promise<string> => served[url] ?? Promise.reject(new Error('404 Not Found'));
  for (const [name, text] of badges) {
    const { isVerified, steps } = await verifyBadge(Buffer.from(text), { now: started, outside: { fetchText } });
    results[name] = { isVerified, said: steps };
  }
  return results;
}

/** The badge with a text in every field that takes one. */
function everywhere(text: string): Partial<CredentialInput> {
  const { issuer: profile, achievement, evidence = [] } = badge();
  const named = {
    ...profile,
    name: text,
    description: text,
    image: { url: 'https://badges.example.org/l.png', caption: text },
  };
  return {
    issuer: named,
    achievement: {
      ...achievement,
      name: text,
      description: text,
      criteria: { url: `https://badges.example.org/${encodeURIComponent('é')}/أ`, narrative: text },
      image: { url: 'https://badges.example.org/i.png', caption: text },
      creator: named,
      tags: [text, 'rust'],
      alignments: (achievement.alignments ?? []).map((each) => ({
        ...each,
        name: text,
        description: text,
        framework: text,
        code: text,
      })),
      resultDescriptions: (achievement.resultDescriptions ?? []).map((each) => ({ ...each, name: text })),
      version: text,
    },
    recipient: { ...badge().recipient, name: text },
    evidence: evidence.map((each) => ({ ...each, name: text, narrative: text, description: text, genre: text })),
    results: [{ of: achievement.resultDescriptions?.[0]?.id ?? '', value: text }],
  };
}

function asBadge(form: string, content: string | Buffer): object {
  return { form, issuer: issuer.did, content: Buffer.from(content as string).toString('base64') };
}

/** The token with another name in its body. */
function tampered(token: string): string {
  const [header = '', body = '', ...rest] = token.split('.');
  const changed = Buffer.from(body, 'base64url').toString().replace('Rust Foundations', 'Rust Mastery');
  return [header, Buffer.from(changed).toString('base64url'), ...rest].join('.');
}

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
