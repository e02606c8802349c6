/** Keys of an issuer with live badges: new ones, and one that fell into wrong hands. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepIssuedCurrent } from '../../src/issuing/openedx/upkeep.ts';
import { signCredential } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { signingKey } from '../../src/issuing/openedx/issuing-parts.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { findCredential, storeSigned } from '../../src/store/open-badges/credentials.ts';
import { findIssuer } from '../../src/store/open-badges/issuers.ts';
import { laurel } from '../cli/command-line.ts';
import type { CommandResult } from '../cli/command-line.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { issueBadges, publish } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { waitFor } from '../support/wait.ts';

interface Verdict {
  readonly verified: boolean;
  /** Those steps that failed. */
  readonly failed: readonly string[];
}

describe.skipIf(!hasPostgresql())('the keys of an issuer with live badges', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let parts: IssuingParts;
  let badges: PublishedBadges;
  const end = new AbortController();
  let signing: Promise<void> | undefined;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    badges = await issueBadges(store.database);
    await publish(store.database, badges.secret.badgeId, true);
    parts = issuingParts(store.database);
  });
  afterAll(async () => {
    end.abort();
    await signing;
    await parts.signer.close();
    await api.close();
    await store.close();
  });

  const run = (...words: string[]): Promise<CommandResult> =>
    laurel(['issuers', ...words], store.database, { environment: issuingEnvironment, openProviders: () => new Map() });
  const fetched = async (publicId: string, ending = 'json') =>
    (await api.send(null, 'GET', `/b/${publicId}.${ending}`)).text;
  const verdict = async (given: object): Promise<Verdict> => {
    const result = (await api.send(null, 'POST', '/api/v1/verify', { body: given })).json();
    const steps: readonly { step: string; outcome: string }[] = result.steps;
    return {
      verified: result.isVerified,
      failed: steps.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step),
    };
  };
  const verify = async (publicId: string) => verdict({ badge: await fetched(publicId) });
  const keys = async (): Promise<
    { id: string; algorithm: string; signed: number; live: number; revokedAt: string | null }[]
  > => (await api.send('viewer', 'GET', '/api/v1/issuers/acme')).json().keys;
  const didDocument = async () => (await api.send(null, 'GET', '/issuers/acme/did.json')).text;

  test('new keys leave live badges as they are; a leaked one is revoked with its numbers, and every badge is signed again', async () => {
    const { kept, revoked, secret } = badges;
    expect(await verify(kept.publicId)).toEqual({ verified: true, failed: [] });
    expect(await verify(revoked.publicId)).toEqual({ verified: false, failed: ['status'] });
    // What somebody who has the key can make.
    const issuer = await findIssuer(store.database, 'acme');
    if (issuer === null) throw new Error('no issuer');
    const { signing: stolen } = await signingKey(parts, issuer, 'Ed25519');
    const { proof: _proof, ...said } = JSON.parse(kept.body ?? '');
    const forged = JSON.stringify(await signCredential({ ...said, name: 'Doctor' }, stolen, new Date().toISOString()));
    expect(await verdict({ badge: forged })).toMatchObject({ verified: true });

    // Rotated: what was signed before verifies as before.
    expect(await run('rotate-key', 'acme', '--yes')).toMatchObject({ exitCode: 0 });
    expect(await verify(kept.publicId)).toMatchObject({ verified: true });
    expect(await didDocument()).toContain('#key-1"');

    expect(await run('revoke-key', 'acme', 'key-9', '--yes')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/ISSUER_KEY_NOT_FOUND[^]*key-1, key-2/),
    });
    const asked = await run('revoke-key', 'acme', 'key-1');
    expect(asked.exitCode).toBe(2);
    expect(asked.stderr).toContain('key-1 has signed 3 badges, of which 2 are valid now');
    expect(await verdict({ badge: forged })).toMatchObject({ verified: true });

    const done = await run('revoke-key', 'acme', 'key-1', '--yes');
    expect(done).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('sign 3 badges again') });
    expect(await didDocument()).not.toContain('#key-1"');
    expect((await verdict({ badge: forged })).failed).toEqual(['issuer']);
    // Whoever has signed with it at that very moment stores nothing.
    await store.database.query('UPDATE credential SET body = NULL WHERE badge_id = $1', [secret.badgeId]);
    await storeSigned(store.database, [{ badgeId: secret.badgeId, body: secret.body ?? '', keyNumber: 1 }]);
    expect((await findCredential(store.database, secret.badgeId))?.body).toBeNull();
    await store.database.query('UPDATE credential SET body = $2 WHERE badge_id = $1', [secret.badgeId, secret.body]);

    signing = keepIssuedCurrent({ parts, logger: pino({ enabled: false }), pollMs: 20 }, end.signal);
    const isDone = async (): Promise<boolean> =>
      (await keys()).every((key) => key.revokedAt === null || key.signed === 0);
    await waitFor('every badge is signed again', isDone);
    await waitFor('the list is, too', async () => (await verify(secret.publicId)).verified);
    const { proof, ...again } = JSON.parse(await fetched(kept.publicId));
    expect(again).toEqual(said);
    expect(JSON.stringify(proof)).toContain('#key-4"');
    expect(await verify(kept.publicId)).toEqual({ verified: true, failed: [] });
    // Still for what it is, and not for its signature.
    expect(await verify(revoked.publicId)).toEqual({ verified: false, failed: ['status'] });
    expect((await verdict({ badge: forged })).failed).toEqual(['issuer']);
  });

  test('over the API: a key that signs is asked about first, gets a successor, and tokens are signed by theirs', async () => {
    const { kept } = badges;
    const revoke = (id: string, query = '', as: 'admin' | 'operator' = 'admin') =>
      api.send(as, 'POST', `/api/v1/issuers/acme/keys/${id}/revoke${query}`);
    expect(await revoke('key-4', '?confirm=true', 'operator')).toMatchObject({ status: 403 });
    expect((await revoke('key-4')).json()).toMatchObject({
      code: 'CONFIRMATION_NEEDED',
      counts: { signed: 3, live: 2 },
    });
    const token = await fetched(kept.publicId, 'jwt');
    expect(await verdict({ badge: token })).toMatchObject({ verified: true });
    const rsa = (await keys()).find(({ algorithm, id }) => algorithm === 'RSA' && Number(id.slice(4)) > 3)?.id ?? '';
    for (const id of ['key-4', rsa]) expect((await revoke(id, '?confirm=true')).status).toBe(200);
    // Once more changes nothing.
    expect((await revoke('key-4', '?confirm=true')).json().keys).toHaveLength(8);
    await waitFor('every badge is signed again', async () => (await verify(kept.publicId)).verified);
    expect(await fetched(kept.publicId)).toContain('#key-7"');
    expect((await verdict({ badge: token })).failed).toEqual(['issuer']);
    expect(await verdict({ badge: await fetched(kept.publicId, 'jwt') })).toMatchObject({ verified: true });
    const audit = await store.database.query<{ after: object }>(
      `SELECT after FROM audit WHERE action = 'issuer.revoke_key' ORDER BY id`,
    );
    expect(audit.map(({ after }) => after)).toMatchObject([
      { key: 'key-1', replacedBy: null, badges: 3 },
      { key: 'key-4', replacedBy: 'key-7', badges: 3 },
      { key: rsa, replacedBy: 'key-8', algorithm: 'RSA' },
    ]);
  });
});
