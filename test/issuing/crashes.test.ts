/** Processes that die while they issue and revoke badges of Laurel's own: whoever comes after them goes on from where they were. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failpointNames } from '../../src/failpoints.ts';
import { decodeBits, isSet } from '../../src/issuing/open-badges/status-list/bits.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadges, addTemplate, revoke } from '../support/deliveries.ts';
import { addIssuer, issuingEnvironment } from '../support/issuing.ts';
import { startLaurel } from '../support/laurel.ts';
import { waitFor } from '../support/wait.ts';

interface Left {
  readonly badge: string;
  readonly status: string;
  readonly state: string;
  readonly externalId: string | null;
  readonly publicId: string | null;
  readonly signed: number;
  readonly list: string | null;
  readonly slot: number | null;
  /** How often the history says so. */
  readonly issued: number;
}

const points = failpointNames.filter((name) => /^(?:issue|lists)\./.test(name));
const whileIssuing = points.filter((name) => name.startsWith('issue.') && name !== 'issue.revoked');
const whileRevoking = points.filter((name) => !whileIssuing.includes(name));
const atOnce = 2;

describe.skipIf(!hasPostgresql())('processes that die while they issue', () => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await createTestDatabase();
  });
  afterAll(() => store?.close());

  /** Starts what brings badges outside. */
  const start = (more: Readonly<Record<string, string>> = {}) =>
    startLaurel(['run', '--roles', 'deliver'], {
      ...issuingEnvironment,
      LAUREL_DATABASE_URL: store.url,
      LAUREL_DELIVERY_POLL_SECONDS: '0.05',
      LAUREL_DELIVERY_LEASE_SECONDS: '60',
      ...more,
    });

  /** Without waiting for the lease of the dead: it is long, so that signing on a busy machine has the time that it takes. */
  const endLeases = () => store.database.query('UPDATE badge SET claimed_until = now() WHERE claimed_until > now()');

  async function whatIsLeft(): Promise<Left[]> {
    return store.database.query<Left>(
      `SELECT badge.id AS badge, badge.status, badge.state, external_id AS "externalId", public_id AS "publicId",
              (credential.body IS NOT NULL)::integer AS signed, status_list.body AS list, slot,
              (SELECT count(*) FROM history WHERE kind IN ('issued', 'adopted') AND details ->> 'badge' = badge.id::text)::integer AS issued
       FROM badge LEFT JOIN credential ON badge_id = badge.id LEFT JOIN status_list ON status_list.id = list_id`,
    );
  }

  /** Works until nothing is left to do, and ends in order. */
  async function finish(): Promise<void> {
    const healthy = start();
    await waitFor(
      'all is delivered, and every list signed',
      async () => {
        const [left] = await store.database.query<{ count: number }>(
          `SELECT (SELECT count(*) FROM badge WHERE due IS NOT NULL OR claimed_until > now())
                + (SELECT count(*) FROM status_list WHERE signed_revision <> revision) AS count`,
        );
        return Number(left?.count) === 0;
      },
      { timeoutMs: 60_000 },
    );
    expect(await healthy.stop()).toBe(0);
  }

  async function dieAt(point: string): Promise<void> {
    const armed = start({ LAUREL_FAILPOINTS: `${point}=kill` });
    await waitFor(`${point} is come by`, () => armed.hasEnded, { timeoutMs: 60_000 });
    expect(await armed.ended, `${point}: ${armed.stderr}`).toEqual({ code: null, signal: 'SIGKILL' });
    await endLeases();
  }

  test('S16, S21: at every point a badge is issued once, with one slot; and no revocation is lost', async () => {
    const { database } = store;
    await addIssuer(database);
    const template = await addTemplate(database, { origin: 'openedx' });
    const all: string[] = [];
    const gone: string[] = [];
    const award = async (): Promise<void> =>
      void all.push(...(await addBadges(database, template, atOnce, { firstLearner: 1 + all.length })));
    const takeBack = async (badge: string | undefined): Promise<void> => {
      if (badge === undefined) throw new Error('there is no badge to take back');
      await revoke(database, badge);
      gone.push(badge);
    };

    for (const point of whileIssuing) {
      await award();
      await dieAt(point);
      // Taken back before anybody knows whether it is issued.
      await takeBack(all.at(-1));
    }
    await finish();
    const issued = (await whatIsLeft()).filter(({ state }) => state === 'accepted').map(({ badge }) => badge);
    for (const [index, point] of whileRevoking.entries()) {
      await award();
      await takeBack(issued[index]);
      await dieAt(point);
    }
    await finish();

    const left = await whatIsLeft();
    expect(left.map(({ badge }) => badge).toSorted()).toEqual(all.toSorted());
    const withSlot = left.filter(({ publicId }) => publicId !== null);
    expect(new Set(withSlot.map(({ slot }) => slot)).size).toBe(withSlot.length);
    expect(new Set(withSlot.map(({ publicId }) => publicId)).size).toBe(withSlot.length);
    const wrong = left.filter((each) => !isRight(each, gone.includes(each.badge)));
    expect(wrong.map((each) => ({ ...each, list: null }))).toEqual([]);
  }, 240_000);

  /** What everybody sees of a badge: signed and in force, or revoked; or never issued, where it was revoked before. */
  function isRight({ status, externalId, publicId, signed, list, slot, issued }: Left, isGone: boolean): boolean {
    if (status !== (isGone ? 'revoked' : 'awarded')) return false;
    if (isGone && signed === 0) return externalId === null;
    if (list === null || slot === null) return false;
    const { credentialSubject } = JSON.parse(list) as { credentialSubject: { encodedList: string } };
    const isRevoked = isSet(decodeBits(credentialSubject.encodedList), slot);
    return signed === 1 && isRevoked === isGone && (isGone || (issued === 1 && externalId === publicId));
  }
});
