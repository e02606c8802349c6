/** A site that moves to another host name, with badges that name the old one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellWhatMoved } from '../../src/composition/run.ts';
import { createKeyring } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import { createIssuer } from '../../src/issuing/issuers/issuers.ts';
import { findCredential } from '../../src/store/open-badges/credentials.ts';
import { laurel } from '../cli/command-line.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadges, addTemplate, makeWorker } from '../support/deliveries.ts';
import { issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { recordLogs } from '../support/logs.ts';
import { issueBadges, publish } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';

const oldName = issuingEnvironment.LAUREL_PUBLIC_URL;
const newName = 'https://new.example.org';
const environment = { ...issuingEnvironment, LAUREL_PUBLIC_URL: newName };

describe.skipIf(!hasPostgresql())('a site with another host name', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  beforeAll(async () => {
    store = await createTestDatabase();
    badges = await issueBadges(store.database);
    api = await stageApi(store.database, { environment });
  });
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  /** As the proxy of the one name or the other passes it on. */
  const get = (url: string, accept = 'application/json') => {
    const { host, pathname, search } = new URL(url);
    return api.send(null, 'GET', pathname + search, { headers: { host, accept } });
  };
  const verify = async (url: string) =>
    (await api.send(null, 'POST', '/api/v1/verify', { body: { url } })).json().isVerified;

  test('says at the start and by doctor what it means, with numbers', async () => {
    const { logger, lines } = recordLogs();
    await tellWhatMoved(store.database, readSettings(environment), logger);
    expect(lines).toMatchObject([
      {
        issuer: 'acme',
        address: oldName,
        issued: 3,
        counting: 2,
        msg: expect.stringContaining(`Keep ${oldName} leading`),
      },
    ]);
    await tellWhatMoved(store.database, readSettings(issuingEnvironment), logger);
    expect(lines).toHaveLength(1);
    const doctor = await laurel(['doctor'], store.database, { environment, openProviders: () => new Map() });
    expect(doctor.stdout).toContain(
      `its badges name ${oldName}, and LAUREL_PUBLIC_URL is ${newName}: 3 badges issued, 2 of them not revoked`,
    );
  });

  test('while the old name leads here, too, its badges verify and show under it; a second issuer issues under the new one', async () => {
    const page = `${oldName}/b/${badges.kept.publicId}`;
    expect(await verify(`${page}.json`)).toBe(true);
    expect(await verify(`${oldName}/b/${badges.revoked.publicId}`)).toBe(false);
    const { issuer, credentialStatus, credentialSubject } = (await get(`${page}.json`)).json();
    expect((await get(`${oldName}/issuers/acme/did.json`)).json().id).toBe(issuer.id);
    expect((await get(credentialStatus.statusListCredential)).json().id).toBe(credentialStatus.statusListCredential);
    expect((await get(credentialSubject.achievement.id)).json().id).toBe(credentialSubject.achievement.id);
    const shown = await get(page, 'text/html');
    expect(shown.text).toContain(`<link rel="canonical" href="${page}"`);
    expect((await get(`${oldName}/oembed?url=${encodeURIComponent(page)}`)).status).toBe(200);

    const { database } = store;
    const settings = readSettings(environment);
    const keyring = createKeyring(settings.secrets.encryptionKeys);
    const profile = { name: 'Acme College', url: 'https://acme.example.org', email: null, logo: null, language: 'en' };
    await createIssuer(
      { database, settings, keyring },
      { slug: 'college', ...profile },
      { actor: { id: 'user:1', name: 'Ada' } },
    );
    const template = await addTemplate(database, { origin: 'openedx' });
    const issue = async (defaultIssuer: string | null): Promise<string> => {
      const [badge = ''] = await addBadges(database, template, 1, { firstLearner: defaultIssuer === null ? 900 : 901 });
      const parts = { ...issuingParts(database), defaultIssuer };
      const { worker } = makeWorker(database, { issuing: parts });
      worker.start();
      await worker.whenIdle();
      await worker.stop();
      await parts.signer.close();
      await publish(database, badge, true);
      return (await findCredential(database, badge))?.publicId ?? '';
    };
    // Who names no other goes on under the old name; the new issuer's are below the new one.
    const [before, after] = [await issue(null), await issue('college')];
    expect((await get(`${oldName}/b/${before}.json`)).json().issuer.id).toBe('did:web:badges.example.org:issuers:acme');
    expect((await get(`${newName}/b/${after}.json`)).json().issuer.id).toBe('did:web:new.example.org:issuers:college');
    expect([await verify(`${oldName}/b/${before}`), await verify(`${newName}/b/${after}`)]).toEqual([true, true]);
  });
});
