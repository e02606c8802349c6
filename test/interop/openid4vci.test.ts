/** Wallets that others wrote take badges from a running Laurel by OpenID4VCI, and verify what they got. As JSON, LearnCard does in one-badge.ts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSdJwt } from '../../src/issuing/open-badges/proofs/sd-jwt.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { badgeRow } from '../support/deliveries.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { signInLearner } from '../support/people.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { isWalletInstalled, send } from './openid4vci-wallets.ts';
import type { Errand, OtherWallet, Outcome } from './openid4vci-wallets.ts';
import { verifiers } from './verifiers.ts';

/** Which form of the badge is offered, and how. */
interface Link {
  readonly form: 'json' | 'sdJwt';
  readonly by: 'link' | 'linkByValue';
}

describe.skipIf(!hasPostgresql())('wallets of others, by OpenID4VCI', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  let cookie: string;
  let site: Pick<Errand, 'site' | 'at'>;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    badges = await issueBadges(store.database);
    const { learner_id: learner } = await badgeRow(store.database, badges.secret.badgeId);
    ({ cookie } = await signInLearner(store.database, api.authentication, learner));
    site = { site: 'https://badges.example.org', at: await api.server.listen({ host: '127.0.0.1', port: 0 }) };
  });
  afterAll(async () => {
    await api?.close();
    await store?.close();
  });

  const offer = async ({ form, by }: Link): Promise<string> => {
    const made = await api.send(null, 'POST', `/api/v1/my/badges/${badges.secret.badgeId}/wallet-offers`, {
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    return made.json().openId4Vci[form][by];
  };
  const take = async (wallet: OtherWallet, link: string, errand: Partial<Errand> = {}): Promise<Outcome> =>
    send(wallet, { ...site, link, ...errand });

  /** What Laurel's own verifier says. */
  const verify = async (badge: unknown): Promise<unknown> =>
    (await api.send(null, 'POST', '/api/v1/verify', { body: { badge } })).json();
  /** What the verifiers of SD-JWTs fetch. */
  const served = async (): Promise<Record<string, string>> => {
    const paths = ['/issuers/acme/did.json', '/.well-known/jwt-vc-issuer/issuers/acme', '/issuers/acme/status/1.jwt'];
    const texts = await Promise.all(paths.map(async (path) => (await api.send(null, 'GET', path)).text));
    return Object.fromEntries(paths.map((path, index) => [site.site + path, texts[index] ?? '']));
  };

  test.skipIf(!isWalletInstalled('openid4vc'))('openid4vc-ts, in 1.0: as JSON and as SD-JWT VC', async () => {
    const json = await take('openid4vc', await offer({ form: 'json', by: 'linkByValue' }));
    expect(json).toMatchObject({ version: 'V1', credentials: [{ credentialSubject: { id: expect.any(String) } }] });
    expect(await verify(json.credentials?.[0])).toMatchObject({ isVerified: true, form: 'json' });
    const link = await offer({ form: 'sdJwt', by: 'link' });
    const sdJwt = await take('openid4vc', link);
    const [badge] = sdJwt.credentials as [string];
    expect(readSdJwt(badge)?.claims).toMatchObject({ cnf: { jwk: sdJwt.key }, iss: `${site.site}/issuers/acme` });
    // By a library that European wallets are built on.
    const verifier = verifiers.find(({ name }) => name === 'sd-jwt');
    const issuer = 'did:web:badges.example.org:issuers:acme';
    if (verifier?.isInstalled() === true)
      expect(
        await verifier.verify({
          served: await served(),
          issuer,
          badges: { badge: { form: 'SD-JWT', content: badge } },
        }),
      ).toMatchObject({ badge: { isVerified: true } });
    expect(await take('openid4vc', link)).toMatchObject({ error: expect.any(String) });
  });

  test.skipIf(!isWalletInstalled('learncard'))(
    'LearnCard, in Draft 13, and as a JWT in 1.0: the badge is made out to it and verifies',
    async () => {
      // It speaks Draft 13 with issuers whose metadata is where that has it.
      const hidden = '/.well-known/';
      const older = await take('learncard', await offer({ form: 'json', by: 'linkByValue' }), { hidden });
      expect(older).toMatchObject({ said: { errors: [], warnings: [] } });
      expect(older.credentials).toMatchObject([{ credentialSubject: { id: older.holder } }]);

      // As a JWT it stores what the token says, and the token with it.
      const asJwt = `${await offer({ form: 'json', by: 'link' })}${encodeURIComponent('?form=OpenBadgeCredential_jwt')}`;
      const took = await take('learncard', asJwt);
      const [stored] = took.credentials as [{ proof: { jwt: string } }];
      expect(stored).toMatchObject({ name: 'Data Stewardship', credentialSubject: { id: took.holder } });
      expect(await verify(stored.proof.jwt)).toMatchObject({ isVerified: true, form: 'jwt' });
    },
    120_000,
  );
});
