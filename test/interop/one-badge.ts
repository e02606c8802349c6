/** The whole way of one badge of one learner, on the processes as a user starts them; called by awards.test.ts, which has started them. */
import { expect } from 'vitest';
import { openAuthentication } from '../../src/auth/open.ts';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';
import { decodeBits, isSet } from '../../src/issuing/open-badges/status-list/bits.ts';
import { readSettings } from '../../src/settings.ts';
import { findCredential } from '../../src/store/open-badges/credentials.ts';
import { findSignedList } from '../../src/store/open-badges/status-lists.ts';
import { silent } from '../support/database.ts';
import { ccxPassing } from '../support/events.ts';
import { awarded } from '../support/interop-site.ts';
import type { InteropSite } from '../support/interop-site.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { runLaurel } from '../support/laurel.ts';
import { signInLearner } from '../support/people.ts';
import { waitFor } from '../support/wait.ts';
import { isWalletInstalled, send } from './openid4vci-wallets.ts';
import { openbadgeslib, signInWithWallet, verifiers } from './verifiers.ts';
import type { Asked, SignInRequest, Verdict, Verifier } from './verifiers.ts';

const site = issuingEnvironment.LAUREL_PUBLIC_URL;
const issuer = 'did:web:badges.example.org:issuers:acme';
const learner = 110;
const anotherDid = 'did:key:z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH';
/** Of those who verify JSON, the ones that judge what wallets got. */
const judges = verifiers.filter(({ name }) => ['dcc', 'digitalbazaar', 'learncard'].includes(name));

/** Whether what others wrote is there: verifiers and wallets. */
export function canTakeBadges(): boolean {
  return [openbadgeslib, ...judges].every((each) => each.isInstalled()) && isWalletInstalled('learncard');
}

/**
 * An event of the platform's own producer becomes a badge with a public page and a picture, which is taken apart and verified by what
 * others wrote; the Learner Credential Wallet signs for it with both of its kinds of signatures, by a link and by a request; LearnCard takes it by
 * OpenID4VCI. When the learner fails, all copies are revoked.
 */
export async function takeOneBadgeEverywhere({ platform, database, laurel, settings }: InteropSite): Promise<void> {
  const add = ['issuers', 'add', 'acme', '--name', 'Acme Academy', '--url', 'https://acme.example.org'];
  expect(await runLaurel(add, settings)).toMatchObject({ code: 0, stderr: '' });
  const { type, payload } = ccxPassing({ learner });
  await platform.send(type, payload);
  const { badge } = await platform.waitForSignal(awarded, learner);
  const credential = await waitFor('the signed badge', async () => {
    const found = await findCredential(database.database, badge.uuid);
    return found?.body == null ? undefined : found;
  });

  const here = String((await laurel.waitForLog('serving the API and the pages'))['url']);
  const authentication = openAuthentication({
    settings: readSettings(settings),
    database: database.database,
    logger: silent,
  });
  const { cookie } = await signInLearner(database.database, authentication, learner);
  /** Asks this site as others do, who find it by its name. */
  const ask = async (url: string, { accept = 'application/json', ...request }: Request = {}): Promise<Answer> => {
    const answer = await fetch(here + url.replace(site, ''), {
      ...(request.method !== undefined && { method: request.method, body: JSON.stringify(request.body ?? {}) }),
      headers: {
        accept,
        ...(request.method !== undefined && { 'content-type': 'application/json' }),
        ...(request.asLearner && { cookie, origin: site, 'sec-fetch-site': 'same-origin' }),
      },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, bytes, json: () => JSON.parse(bytes.toString()) as JsonObject & Answered };
  };

  // The learner shows it to everybody.
  const mine = `/api/v1/my/badges/${badge.uuid}`;
  const shown = await ask(`${mine}/published`, { method: 'PUT', body: { published: true }, asLearner: true });
  expect(shown.status, shown.bytes.toString()).toBe(200);
  const page = await ask(`/b/${credential.publicId}`, { accept: 'text/html' });
  expect([page.status, page.bytes.toString()]).toEqual([200, expect.stringContaining('CCX graduate')]);
  const picture = (await ask(`/b/${credential.publicId}.png`, { accept: '*/*' })).bytes;

  // The Learner Credential Wallet, twice: by a link with one suite, by a request with the other.
  const offer = async (): Promise<Answered> => {
    const made = await ask(`${mine}/wallet-offers`, { method: 'POST', asLearner: true });
    expect(made.status, made.bytes.toString()).toBe(201);
    return made.json();
  };
  const sign = async (request: SignInRequest): Promise<JsonObject> => {
    const signed = (await signInWithWallet({ it: request })).get('it');
    if (signed === undefined) throw new Error('the wallet signed nothing');
    return signed;
  };
  const linked = new URL((await offer()).deepLinks.learnerCredentialWallet).searchParams;
  const forLink = await sign({ suite: 'Ed25519Signature2020', challenge: linked.get('challenge') ?? '' });
  const byLink = await ask(linked.get('vc_request_url') ?? '', { method: 'POST', body: forLink });
  expect(byLink.status).toBe(201);
  const exchange = (await ask((await offer()).interactionUrl)).json().protocols.vcapi;
  const { challenge, domain } = (await ask(exchange, { method: 'POST' })).json().verifiablePresentationRequest;
  const forRequest = await sign({ suite: 'eddsa-rdfc-2022', challenge, domain });
  const byRequest = await ask(exchange, { method: 'POST', body: { verifiablePresentation: forRequest } });
  expect(byRequest.status).toBe(200);
  const copies = [byLink.json(), byRequest.json().verifiablePresentation.verifiableCredential[0]] as Taken[];
  expect(copies.map(({ credentialSubject: { id } }) => id)).toEqual([forLink, forRequest].map(({ holder }) => holder));

  // LearnCard, by OpenID4VCI; it verifies what it gets.
  const learnCard = { site, at: here };
  const taken = await send('learncard', { ...learnCard, link: (await offer()).openId4Vci.json.link });
  expect(taken).toMatchObject({ said: { errors: [], warnings: [], checks: ['proof', 'status', 'expiration'] } });
  const [held] = taken.credentials as [Taken];
  expect(held).toMatchObject({ credentialSubject: { id: taken.holder }, name: 'CCX graduate' });
  copies.push(held);

  const [first] = copies as [Taken];
  const forged = { ...first, credentialSubject: { ...first.credentialSubject, id: anotherDid } };
  const ofWallets = [...copies, forged].map((content): Asked => ({ form: 'JSON', content: JSON.stringify(content) }));
  /** What others say by what Laurel serves at this moment, each of all that it can read. */
  const verdicts = async (by: readonly Verifier[]): Promise<readonly Record<string, Verdict>[]> => {
    const paths = ['/issuers/acme/did.json', `/issuers/acme/status/${credential.listNumber}`];
    const served = Object.fromEntries(
      await Promise.all(paths.map(async (path) => [site + path, (await ask(path)).bytes.toString()] as const)),
    );
    const badges = Object.fromEntries(
      ofWallets.map((each, index) => [['link', 'request', 'LearnCard', 'forged'][index] ?? '', each]),
    );
    return Promise.all([
      openbadgeslib.verify({
        served,
        issuer,
        badges: { picture: { form: 'PNG', content: picture.toString('base64') } },
      }),
      ...by.map((judge) => judge.verify({ served, issuer, badges })),
    ]);
  };
  const verified = (said: readonly Record<string, Verdict>[]): readonly string[][] =>
    said.map((each) => Object.entries(each).flatMap(([name, { isVerified }]) => (isVerified ? [name] : [])));
  const before = await verdicts(judges);
  expect(before[0]).toEqual({ picture: { isVerified: true, said: 'verified', text: credential.body } });
  expect(verified(before)).toEqual([['picture'], ...judges.map(() => ['link', 'request', 'LearnCard'])]);

  const failing = ccxPassing({ learner, passing: false });
  await platform.send(failing.type, failing.payload);
  await waitFor(
    'the list in which the badge is revoked',
    async () => {
      const list = await findSignedList(database.database, 'acme', credential.listNumber, 'body');
      const { credentialSubject } = JSON.parse(list ?? '') as { credentialSubject: { encodedList: string } };
      return isSet(decodeBits(credentialSubject.encodedList), credential.slot) || undefined;
    },
    { timeoutMs: 30_000 },
  );
  // One of them is enough: each knows a revoked badge, as open-badges.test.ts has it.
  const after = await verdicts(judges.filter(({ name }) => name === 'learncard'));
  expect(verified(after)).toEqual(after.map(() => []));
  expect(after[0]?.['picture']?.said).toMatch(openbadgeslib.reasons.revoked);
}

interface Request {
  readonly accept?: string;
  readonly method?: 'POST' | 'PUT';
  readonly body?: object;
  readonly asLearner?: boolean;
}

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  readonly json: () => JsonObject & Answered;
}

/** What of the answers is used. */
interface Answered {
  readonly interactionUrl: string;
  readonly deepLinks: { readonly learnerCredentialWallet: string };
  readonly openId4Vci: { readonly json: { readonly link: string } };
  readonly protocols: { readonly vcapi: string };
  readonly verifiablePresentationRequest: { readonly challenge: string; readonly domain: string };
  readonly verifiablePresentation: { readonly verifiableCredential: readonly unknown[] };
}

interface Taken {
  readonly credentialSubject: { readonly id?: string };
}
