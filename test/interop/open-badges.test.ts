/** Badges of Laurel before verifiers that others wrote: all agree on each of them, in every form that they know. */
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { composeCredential } from '../../src/issuing/open-badges/credential/compose.ts';
import type { Json } from '../../src/issuing/open-badges/json.ts';
import { signCredential } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { signAsJwt } from '../../src/issuing/open-badges/proofs/jwt.ts';
import { signAsSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { signTask } from '../../src/issuing/openedx/sign-worker.ts';
import { verifyBadge } from '../../src/issuing/open-badges/verify/verify.ts';
import { badge } from '../issuing/open-badges/badges.ts';
import { tokenUrl } from '../issuing/open-badges/site.ts';
import { repositoryRoot } from '../support/laurel.ts';
import { badgesInEveryForm, everywhere } from './badges-in-every-form.ts';
import type { BadgeInForm, ManyBadges } from './badges-in-every-form.ts';
import { forms, openbadgeslib, signWithDigitalBazaar, verifiers } from './verifiers.ts';
import type { Asked, Form, Verdict, Verifier } from './verifiers.ts';

const now = new Date();
let many: ManyBadges;
/** What openbadgeslib says of every badge, and what it takes out of images; null when there is no Python. */
let byOpenbadgeslib: Record<string, Verdict> | null = null;

beforeAll(async () => {
  many = await badgesInEveryForm(now);
  if (openbadgeslib.isInstalled())
    byOpenbadgeslib = await openbadgeslib.verify({ ...question(), badges: asIs(many.badges) });
}, 300_000);

describe.each(verifiers)('$name', (verifier) => {
  test.skipIf(!verifier.isInstalled())(
    'says of every badge in every form that it knows what is true, and why',
    async () => {
      const asked = many.badges.filter(({ form }) => verifier.forms.includes(form));
      expect(new Set(asked.map(({ form }) => form))).toEqual(new Set(verifier.forms));
      const verdicts =
        verifier === openbadgeslib
          ? byOpenbadgeslib
          : await verifier.verify({ ...question(), badges: takenOut(asked) });
      expect(asked.flatMap((each) => disagreement(each, verdicts?.[each.name], verifier.reasons))).toEqual([]);
    },
  );
});

test('the texts are in every field that takes one: the others are ids, words of a list, addresses and moments', () => {
  const [plain, full] = [badge(), badge(everywhere('®'))].map((input) => leaves(composeCredential(input)));
  const untouched = [...(plain ?? [])].filter(([path, value]) => full?.get(path) === value).map(([path]) => path);
  const names = new Set(untouched.map((path) => path.split('.').findLast((part) => !/^\d+$/.test(part))));
  expect(names).toEqual(
    new Set([
      '@context',
      'achievementType',
      'activityEndDate',
      'activityStartDate',
      'awardedDate',
      'email',
      'hashed',
      'id',
      'identityHash',
      'identityType',
      'inLanguage',
      'resultDescription',
      'resultType',
      'salt',
      'statusListCredential',
      'statusListIndex',
      'statusPurpose',
      'targetType',
      'targetUrl',
      'type',
      'url',
      'validFrom',
    ]),
  );
  expect(untouched.filter((path) => path.endsWith('identityHash'))).toHaveLength(1);
});

test('the documentation says who verified which form: each by two programs of others at least, the badge itself by four', () => {
  const rows = readFileSync(join(repositoryRoot, 'docs', 'open-badges-conformance.md'), 'utf8')
    .split('\n')
    .flatMap((line) => /^\| `([\w-]+)` +\|[^|]*\|(.*)\|$/.exec(line)?.slice(1) ?? [])
    .map((text) => text.split('|').map((cell) => cell.trim()));
  const told = Object.fromEntries(
    verifiers.map(({ name }) => [name, rows[rows.findIndex(([only]) => only === name) + 1] ?? []]),
  );
  const columns: readonly (readonly Form[])[] = [
    ['JSON'],
    ['PNG', 'SVG'],
    ['JWT ES256'],
    ['JWT RS256'],
    ['PNG of a JWT', 'SVG of a JWT'],
    ['SD-JWT'],
  ];
  for (const { name, forms: known } of verifiers)
    expect(
      told[name]?.map((cell) => cell !== ''),
      name,
    ).toEqual(columns.map((column) => column.some((form) => known.includes(form))));
  const verifiersOf = (form: Form): number => verifiers.filter((each) => each.forms.includes(form)).length;
  expect(forms.filter((form) => verifiersOf(form) < 2)).toEqual([]);
  expect(verifiersOf('JSON')).toBeGreaterThanOrEqual(4);
});

test('Laurel itself; no connection is opened, neither while signing nor while verifying', async () => {
  const connect = vi.spyOn(Socket.prototype, 'connect').mockImplementation(() => {
    throw new Error('A connection was opened.');
  });
  try {
    const credential = composeCredential(badge());
    const created = now.toISOString();
    // What the thread does that signs.
    await signTask({ kind: 'credential', input: badge(), key: many.issuer.key('Ed25519'), created });
    await signAsJwt(credential, many.issuer.key('RSA'));
    const options = { issuedAt: now.toISOString(), statusListToken: tokenUrl };
    await signAsSdJwt(credential, many.issuer.key('P-256'), options);
    const disagreements: string[] = [];
    for (const each of many.badges) {
      const { isVerified, verdict, steps } = await verifyBadge(each.content, { now, outside: { fetchText } });
      const codes = steps.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code);
      disagreements.push(...disagreement(each, { isVerified, said: codes.join() }, laurelsReasons));
      if (verdict === 'incomplete') disagreements.push(`${each.name} was not checked: ${JSON.stringify(steps)}`);
    }
    expect(disagreements).toEqual([]);
    expect(connect).not.toHaveBeenCalled();
  } finally {
    connect.mockRestore();
  }
});

test.skipIf(!isInstalled('digitalbazaar'))('what the libraries of Digital Bazaar sign, Laurel verifies', async () => {
  const credential = composeCredential(badge({ validFrom: '2026-01-01T00:00:00Z', status: undefined }));
  const key = many.issuer.key('Ed25519');
  const signed = await signWithDigitalBazaar(credential, key);
  const verify = (document: object) =>
    verifyBadge(Buffer.from(JSON.stringify(document)), { now: new Date(), outside: { fetchText } });
  expect(await verify(signed)).toMatchObject({ verdict: 'verified', steps: expect.anything() });
  expect(await verify({ ...signed, name: 'Rust Mastery' })).toMatchObject({ verdict: 'failed' });
  // Ed25519 is deterministic: at the same moment both write the same.
  const proof = signed['proof'] as { readonly created: string; readonly proofValue: string };
  expect(await signCredential(credential, key, proof.created)).toMatchObject({
    proof: [{ proofValue: proof.proofValue }],
  });
});

const laurelsReasons = { revoked: /^revoked$/, expired: /^expired$/, forged: /^(?:signatureInvalid|signedByAnother)/ };

async function fetchText(url: string): Promise<string> {
  return many.served[url] ?? Promise.reject(new Error('404 Not Found'));
}

/** Every value that is no object and no list, by its path. */
function leaves(value: Json, path: readonly string[] = []): Map<string, Json> {
  if (typeof value !== 'object' || value === null) return new Map([[path.join('.'), value]]);
  return new Map(Object.entries(value).flatMap(([name, each]) => [...leaves(each, [...path, name])]));
}

function isInstalled(name: string): boolean {
  return verifiers.some((each) => each.name === name && each.isInstalled());
}

function question(): { readonly served: ManyBadges['served']; readonly issuer: string } {
  return { served: many.served, issuer: many.issuer.did };
}

/** As they are handed out; images in base64. */
function asIs(badges: readonly BadgeInForm[]): Record<string, Asked> {
  return Object.fromEntries(
    badges.map(({ name, form, content }) => [
      name,
      { form, content: content.toString(isImage(form) ? 'base64' : 'utf8') },
    ]),
  );
}

/** The texts of the badges; out of images as openbadgeslib reads them, and those only where it is there. */
function takenOut(badges: readonly BadgeInForm[]): Record<string, Asked> {
  const texts = badges.map(({ name, form, content }): [string, Asked] => [
    name,
    { form, content: isImage(form) ? (byOpenbadgeslib?.[name]?.text ?? '') : content.toString() },
  ]);
  return Object.fromEntries(texts.filter(([, { content }]) => content !== ''));
}

function isImage(form: string): boolean {
  return form.startsWith('PNG') || form.startsWith('SVG');
}

function disagreement(
  { name, form, truth }: BadgeInForm,
  verdict: Verdict | undefined,
  reasons: Verifier['reasons'],
): string[] {
  if (verdict === undefined) return isImage(form) && byOpenbadgeslib === null ? [] : [`${name}: nothing was said`];
  const said = typeof verdict.said === 'string' ? verdict.said : JSON.stringify(verdict.said);
  const agrees = truth === 'valid' ? verdict.isVerified : !verdict.isVerified && reasons[truth].test(said);
  return agrees ? [] : [`${name} is ${truth}; it said: ${said}`];
}
