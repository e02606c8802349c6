/** Learners whom the platform retires: what becomes of the badges that Laurel has issued to them. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepIssuedCurrent } from '../../src/issuing/openedx/upkeep.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { readSettings } from '../../src/settings.ts';
import { findCredential } from '../../src/store/open-badges/credentials.ts';
import { laurel } from '../cli/command-line.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { badgeRow, revoke } from '../support/deliveries.ts';
import { issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { issueBadges, publish } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';
import { waitFor } from '../support/wait.ts';

describe.skipIf(!hasPostgresql())('badges of retired learners', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let parts: IssuingParts;
  let badges: PublishedBadges;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    badges = await issueBadges(store.database);
    await publish(store.database, badges.secret.badgeId, true);
    parts = issuingParts(store.database);
  });
  afterAll(async () => {
    await parts.signer.close();
    await api.close();
    await store.close();
  });

  const status = async (publicId: string) => (await api.send(null, 'GET', `/b/${publicId}`)).status;
  const verify = async (badge: string | null) =>
    (await api.send(null, 'POST', '/api/v1/verify', { body: { badge: badge ?? '' } })).json();

  /** As a process that delivers does, until this holds. */
  async function keep(fact: string, holds: () => Promise<boolean>): Promise<void> {
    const end = new AbortController();
    const { retired } = readSettings({});
    const kept = keepIssuedCurrent({ parts, logger: pino({ enabled: false }), pollMs: 20, retired }, end.signal);
    await waitFor(fact, holds);
    end.abort();
    await kept;
  }

  test('a retired name hides them and takes out what is about the learner; copies still verify (S26)', async () => {
    const { kept, revoked, secret } = badges;
    const { database } = store;
    expect([await status(kept.publicId), await status(revoked.publicId), await status(secret.publicId)]).toEqual([
      200, 200, 200,
    ]);
    const { learner_id: gone } = await badgeRow(database, kept.badgeId);
    const { learner_id: asked } = await badgeRow(database, revoked.badgeId);
    // As the newest event tells (S29).
    const call = (learner: number, username: string, email: string) =>
      database.query('UPDATE learner SET username = $2, email = $3 WHERE id = $1', [learner, username, email]);
    await call(gone, 'Retired__user_5a1c', 'retired__user_5a1c@retired.invalid');
    // Whose address alone is retired has asked for it, and can still change their mind.
    await call(asked, 'grace', 'retired__user_77@retired.invalid.freed.3');
    await keep(
      'nothing of them is shown',
      async () => (await status(kept.publicId)) === 404 && (await status(revoked.publicId)) === 404,
    );
    expect(await status(secret.publicId)).toBe(200);

    const [row] = await database.query<{ text: string }>(
      'SELECT credential::text AS text FROM credential WHERE badge_id = $1',
      [kept.badgeId],
    );
    for (const told of [kept.salt, 'identityHash', 'credentialSubject']) expect(row?.text).not.toContain(told);
    expect(await findCredential(database, revoked.badgeId)).toMatchObject({ body: revoked.body, publishedAt: null });
    const history = await database.query(
      `SELECT learner_id AS learner, details ->> 'because' AS because FROM history WHERE kind = 'unpublished' ORDER BY learner_id`,
    );
    expect(history).toEqual(
      [gone, asked].toSorted((a, b) => a - b).map((learner) => ({ learner, because: 'retired' })),
    );

    // Whoever has a copy can still verify it, and is told when it is revoked.
    expect(await verify(kept.body)).toMatchObject({ isVerified: true });
    await revoke(database, kept.badgeId);
    await database.query('UPDATE credential SET revoked_at = now() WHERE badge_id = $1', [kept.badgeId]);
    await database.query('UPDATE status_list SET revision = revision + 1');
    await keep('the copy is known to be revoked', async () => !(await verify(kept.body)).isVerified);

    // Nobody issues it again.
    const missing = await laurel(['issue', '--missing'], database, {
      environment: issuingEnvironment,
      openProviders: () => new Map(),
    });
    expect(missing).toMatchObject({ exitCode: 0 });
    expect((await findCredential(database, kept.badgeId))?.body).toBeNull();
    expect(await badgeRow(database, kept.badgeId)).not.toMatchObject({ due: 'issue' });
    // Who has changed their mind shows it again.
    await call(asked, 'grace', 'grace@example.org');
    await publish(database, revoked.badgeId, true);
    await keep(
      'the lists are signed',
      async () => (await database.query('SELECT FROM status_list WHERE revision <> signed_revision')).length === 0,
    );
    expect(await status(revoked.publicId)).toBe(200);
  });
});
