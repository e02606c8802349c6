/** Badges of all kinds that verifiers have to tell apart, each in every form that Laurel hands out. */
import { bake } from '../../src/issuing/open-badges/baking/baking.ts';
import { composeCredential } from '../../src/issuing/open-badges/credential/compose.ts';
import type { CredentialInput } from '../../src/issuing/open-badges/credential/input.ts';
import { didWebDocumentUrl } from '../../src/issuing/open-badges/did/did-web.ts';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';
import type { KeyAlgorithm } from '../../src/issuing/open-badges/keys/keys.ts';
import { signCredential } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { signAsJwt } from '../../src/issuing/open-badges/proofs/jwt.ts';
import { signAsSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { badge, createIssuer } from '../issuing/open-badges/badges.ts';
import type { TestIssuer } from '../issuing/open-badges/badges.ts';
import { listUrl, serveIssuer, tokenUrl } from '../issuing/open-badges/site.ts';
import type { Form } from './verifiers.ts';

/** What is true of a badge. */
export type Truth = 'valid' | 'revoked' | 'expired' | 'forged';

export interface BadgeInForm {
  /** What it is, and its form. */
  readonly name: string;
  readonly form: Form;
  readonly truth: Truth;
  readonly content: Buffer;
}

export interface ManyBadges {
  readonly issuer: TestIssuer;
  readonly served: Readonly<Record<string, string>>;
  readonly badges: readonly BadgeInForm[];
}

/** The first, one in the middle, the last; with the neighbour of each, which is not revoked. */
const revokedSlots = [0, 5, 131_071];
const neighbourOf = (slot: number): number => (slot === 131_071 ? slot - 1 : slot + 1);

/** What has been a verifier's undoing, for every field that takes a text. */
const texts: Readonly<Record<string, string>> = {
  signs: 'Rust® – “it’s” <b>&amp;</b> \\ "quoted" ]]>',
  emoji: '🦀👩🏽‍🚀🇳🇱',
  decomposed: 'Ame\u0301lie Noe\u0308l',
  arabic: 'أساسيات البرمجة \u200f(١)',
  long: 'é'.repeat(300),
  spaced: ' two  spaces\nand lines\r\nand a\ttab\u0000\u001f\u007f\u0085\u2028 ',
};

/** What is in an image is what is verified without it: one of each truth is enough there, and what XML could spoil. */
const inImages = /^(?:fresh|expired|altered|signed by another|revoked at 5|text signs|text spaced)$/;

/** @param now the verifiers of others go by the clock */
export async function badgesInEveryForm(now: Date): Promise<ManyBadges> {
  const inDays = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
  const issuer = await createIssuer();
  const stranger = await createIssuer('did:web:evil.example.org:issuers:evil');
  const served = {
    ...(await serveIssuer(issuer, revokedSlots, { validFrom: inDays(-1), validUntil: inDays(7) })),
    [didWebDocumentUrl(stranger.did) ?? '']: JSON.stringify(stranger.document),
  };
  const base = { validFrom: inDays(-10), awardedDate: inDays(-10), validUntil: inDays(1000) };
  const make = (changes: Partial<CredentialInput>, name?: string): JsonObject =>
    composeCredential(badge({ ...base, ...changes }, name));
  const at = (index: number): JsonObject => make({ status: { list: listUrl, index } });
  const kinds: readonly Kind[] = [
    { name: 'fresh', truth: 'valid', credential: make({}) },
    { name: 'expired', truth: 'expired', credential: make({ validUntil: inDays(-2) }) },
    { name: 'altered', truth: 'forged', credential: make({}), isAltered: true },
    // The key of another under the name of the issuer's own, and under that of another.
    { name: 'signed by another', truth: 'forged', credential: make({}), signer: stranger },
    {
      name: 'signed in the name of another',
      truth: 'forged',
      credential: make({}),
      signer: stranger,
      as: stranger.did,
    },
    ...revokedSlots.flatMap((slot): Kind[] => [
      { name: `revoked at ${slot}`, truth: 'revoked', credential: at(slot) },
      { name: `beside ${slot}`, truth: 'valid', credential: at(neighbourOf(slot)) },
    ]),
    ...Object.entries(texts).map(([name, text]): Kind => ({
      name: `text ${name}`,
      truth: 'valid',
      credential: make(everywhere(text), text),
    })),
  ];
  const withoutId = make({ recipient: { ...badge().recipient, id: undefined } });
  const badges = await Promise.all(kinds.map((kind) => inEveryForm(kind, issuer, now)));
  const json = await signCredential(withoutId, issuer.key('Ed25519'), secondsOf(now));
  return {
    issuer,
    served,
    badges: [
      ...badges.flat(),
      { name: 'without id, JSON', form: 'JSON', truth: 'valid', content: Buffer.from(JSON.stringify(json)) },
    ],
  };
}

interface Kind {
  readonly name: string;
  readonly truth: Truth;
  readonly credential: JsonObject;
  readonly signer?: TestIssuer;
  /** Whose key it says that it is. */
  readonly as?: string;
  readonly isAltered?: boolean;
}

async function inEveryForm({ name, truth, credential, ...kind }: Kind, issuer: TestIssuer, now: Date) {
  const { signer = issuer, as = issuer.did, isAltered = false } = kind;
  const key = (algorithm: KeyAlgorithm, fragment: string) => ({
    ...signer.key(algorithm),
    verificationMethod: `${as}#${fragment}`,
  });
  const signed = await signCredential(credential, key('Ed25519', 'key-1'), secondsOf(now));
  const json = JSON.stringify(isAltered ? { ...signed, name: 'Rust Mastery' } : signed);
  const tokens = [
    await signAsJwt(credential, key('P-256', 'key-2')),
    await signAsJwt(credential, key('RSA', 'key-3')),
    await signAsSdJwt(credential, key('P-256', 'key-2'), { issuedAt: now.toISOString(), statusListToken: tokenUrl }),
  ].map((token) => (isAltered ? alteredToken(token) : token));
  const [es256 = '', rs256 = '', sdJwt = ''] = tokens;
  const contents: Readonly<Record<Form, Buffer>> = {
    JSON: Buffer.from(json),
    PNG: bake(png, json),
    SVG: bake(svg, json),
    'JWT ES256': Buffer.from(es256),
    'JWT RS256': Buffer.from(rs256),
    'PNG of a JWT': bake(png, es256),
    'SVG of a JWT': bake(svg, rs256),
    'SD-JWT': Buffer.from(sdJwt),
  };
  return Object.entries(contents)
    .filter(([form]) => inImages.test(name) || !/^(?:PNG|SVG)/.test(form))
    .map(([form, content]): BadgeInForm => ({ name: `${name}, ${form}`, form: form as Form, truth, content }));
}

function secondsOf(now: Date): string {
  return now.toISOString().replace(/\.\d+/, '');
}

/** The badge with a text in every field that takes one. */
export function everywhere(text: string): Partial<CredentialInput> {
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
      resultDescriptions: (achievement.resultDescriptions ?? []).map((each) => ({
        ...each,
        name: text,
        valueMin: text,
        valueMax: text,
      })),
      version: text,
    },
    recipient: { ...badge().recipient, name: text },
    evidence: evidence.map((each) => ({ ...each, name: text, narrative: text, description: text, genre: text })),
    results: [{ of: achievement.resultDescriptions?.[0]?.id ?? '', value: text }],
  };
}

/** The token with another name in its body. */
function alteredToken(token: string): string {
  const [header = '', body = '', ...rest] = token.split('.');
  const changed = Buffer.from(body, 'base64url').toString().replace('Rust Foundations', 'Rust Mastery');
  return [header, Buffer.from(changed).toString('base64url'), ...rest].join('.');
}

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
