/** Badges in the Learner Credential Wallet: signed in with its own libraries, verified by those that others wrote. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signStatusLists } from '../../src/issuing/openedx/status-list-signing.ts';
import { revokeCredential } from '../../src/store/open-badges/credentials.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { badgeRow } from '../support/deliveries.ts';
import { issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { signInLearner } from '../support/people.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { signInWithWallet, verifiers } from './verifiers.ts';

const site = 'https://badges.example.org';
/** Of the verifiers for this form, those that are there quickly. */
const judges = verifiers.filter(({ name }) => ['dcc', 'digitalbazaar', 'learncard'].includes(name));
const suites = ['Ed25519Signature2020', 'eddsa-rdfc-2022'] as const;

describe.skipIf(!hasPostgresql() || !judges.every((each) => each.isInstalled()))('badges in wallets', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let address: string;
  let badges: PublishedBadges;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    address = await api.server.listen({ host: '127.0.0.1', port: 0 });
    badges = await issueBadges(store.database);
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });

  /** Asks this site as a wallet does, which finds it by its name. */
  const ask = async (url: string, body?: object): Promise<{ readonly status: number; readonly text: string }> => {
    expect(url.startsWith(site)).toBe(true);
    const answer = await fetch(address + url.slice(site.length), {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    });
    return { status: answer.status, text: await answer.text() };
  };
  const offer = async (badgeId: string, cookie: string) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const made = await api.send(null, 'POST', `/api/v1/my/badges/${badgeId}/wallet-offers`, { headers });
    return made.json() as { interactionUrl: string; deepLinks: { learnerCredentialWallet: string } };
  };

  test('taken by a link and by a request, with both kinds of signatures; they verify, unless revoked or made out to another', async () => {
    const [ofKept, ofSecret] = await Promise.all(
      [badges.kept, badges.secret].map(async ({ badgeId }) => {
        const { learner_id: learner } = await badgeRow(store.database, badgeId);
        return (await signInLearner(store.database, api.authentication, learner)).cookie;
      }),
    );
    const got: Record<string, Taken> = {};
    for (const suite of suites) {
      const linked = new URL((await offer(badges.kept.badgeId, ofKept ?? '')).deepLinks.learnerCredentialWallet)
        .searchParams;
      const { interactionUrl } = await offer(badges.secret.badgeId, ofSecret ?? '');
      const exchange = JSON.parse((await ask(interactionUrl)).text).protocols.vcapi as string;
      const asked = JSON.parse((await ask(exchange, {})).text).verifiablePresentationRequest;
      const signed = await signInWithWallet({
        link: { suite, challenge: linked.get('challenge') ?? '' },
        request: { suite, challenge: asked.challenge, domain: asked.domain },
      });
      const byLink = await ask(linked.get('vc_request_url') ?? '', signed.get('link'));
      const byRequest = await ask(exchange, { verifiablePresentation: signed.get('request') });
      expect([byLink.status, byRequest.status, byLink.text, byRequest.text]).toEqual([
        201,
        200,
        expect.any(String),
        expect.any(String),
      ]);
      got[`link, ${suite}`] = JSON.parse(byLink.text);
      got[`request, ${suite}`] = JSON.parse(byRequest.text).verifiablePresentation.verifiableCredential[0];
      const holders = ['link', 'request'].map((way) => got[`${way}, ${suite}`]?.credentialSubject.id);
      expect(holders).toEqual([signed.get('link'), signed.get('request')].map((each) => Object(each).holder));
    }
    const [[, first] = []] = Object.entries(got);
    if (first === undefined) throw new Error('nothing was taken');
    got['made out to another'] = { ...first, credentialSubject: { ...first.credentialSubject, id: anotherDid } };

    // Those that were taken by a request are revoked afterwards: the copies in wallets as well.
    await revokeCredential(store.database, badges.secret.badgeId);
    const parts = issuingParts(store.database);
    await signStatusLists(parts);
    await parts.signer.close();
    const served: Record<string, string> = {};
    for (const path of ['/issuers/acme/did.json', '/issuers/acme/status/1'])
      served[site + path] = (await ask(site + path)).text;
    const asked = Object.entries(got).map(([name, each]) => [
      name,
      { form: 'JSON', content: JSON.stringify(each) } as const,
    ]);
    const question = { served, issuer: 'did:web:badges.example.org:issuers:acme', badges: Object.fromEntries(asked) };
    const able = verifiers.filter((each) => each.forms.includes('JSON') && each.isInstalled());
    for (const verifier of able) {
      const verdicts = await verifier.verify(question);
      const verified = Object.entries(verdicts).filter(([, { isVerified }]) => isVerified);
      expect([verifier.name, verified.map(([each]) => each)], JSON.stringify(verdicts).slice(0, 2_000)).toEqual([
        verifier.name,
        suites.map((suite) => `link, ${suite}`),
      ]);
    }
  }, 120_000);
});

interface Taken {
  readonly credentialSubject: { readonly id?: string };
}

const anotherDid = 'did:key:z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH';
