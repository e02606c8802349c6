/** Badges that Laurel issues itself: from the award to the signed credential, whatever is in between. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIssue } from '../../src/issuing/openedx/issue.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { signStatusLists } from '../../src/issuing/openedx/status-list-signing.ts';
import { identityHash } from '../../src/issuing/open-badges/credential/recipient.ts';
import type { JsonObject } from '../../src/issuing/open-badges/json.ts';
import { verifyProof } from '../../src/issuing/open-badges/proofs/data-integrity.ts';
import { decodeBits, isSet } from '../../src/issuing/open-badges/status-list/bits.ts';
import type { Database } from '../../src/store/database/database.ts';
import { claimDue, dueAccounts } from '../../src/store/delivery/delivery.ts';
import { loadTemplates, lockRules, updateTemplate } from '../../src/store/engine/templates.ts';
import { findCredential } from '../../src/store/open-badges/credentials.ts';
import type { Credential } from '../../src/store/open-badges/credentials.ts';
import { loadIssuerKeys } from '../../src/store/open-badges/issuer-keys.ts';
import { laurel } from '../cli/command-line.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import {
  addBadge,
  addBadges,
  addTemplate,
  badgeRow,
  emptyTables,
  historyOf,
  makeWorker,
  revoke,
} from '../support/deliveries.ts';
import { addIssuer, emptyIssuers, issuingEnvironment, issuingParts } from '../support/issuing.ts';

for (const kind of ['postgresql', 'embedded'] as const)
  describe.skipIf(kind === 'postgresql' && !hasPostgresql())(`badges that Laurel issues itself, on ${kind}`, () => {
    let database: Database;
    let close: () => Promise<void>;
    let parts: IssuingParts;
    beforeAll(async () => {
      const fresh = kind === 'postgresql' ? await createTestDatabase() : null;
      database = fresh?.database ?? (await createEmbeddedDatabase());
      parts = issuingParts(database);
      close = async () => {
        await parts.signer.close();
        await (fresh ?? database).close();
      };
    });
    afterAll(() => close());
    beforeEach(async () => {
      await emptyTables(database);
      await emptyIssuers(database);
    });

    async function deliver(): Promise<void> {
      const { worker } = makeWorker(database, { issuing: parts });
      worker.start();
      await worker.whenIdle();
      await worker.stop();
    }

    async function credentialOf(badge: string): Promise<Credential & { body: string }> {
      const credential = await findCredential(database, badge);
      if (credential?.body == null) throw new Error('the badge has no signed credential');
      return { ...credential, body: credential.body };
    }

    /** Whether the issuer's own public key vouches for it. */
    async function vouches(body: string): Promise<boolean> {
      const credential = JSON.parse(body) as JsonObject;
      const [proof] = credential['proof'] as JsonObject[];
      const number = Number(
        JSON.stringify(proof?.['verificationMethod'] ?? '')
          .split('#key-')[1]
          ?.slice(0, -1),
      );
      const key = (await loadIssuerKeys(database, null)).find((each) => each.number === number);
      return proof !== undefined && key !== undefined && verifyProof(credential, proof, key.publicJwk);
    }

    async function listOf({ listId }: Credential): Promise<{ bits: Uint8Array; body: string }> {
      const [row] = await database.query<{ body: string }>('SELECT body FROM status_list WHERE id = $1', [listId]);
      const list = JSON.parse(row?.body ?? '') as { credentialSubject: { encodedList: string } };
      return { bits: decodeBits(list.credentialSubject.encodedList), body: row?.body ?? '' };
    }

    test('without an issuer they stay inside, and are issued later, dated when they were earned', async () => {
      const template = await addTemplate(database, { origin: 'openedx' });
      const badges = await addBadges(database, template, 3);
      const [badge = '', gone = ''] = badges;
      await deliver();
      expect(await badgeRow(database, badge)).toMatchObject({ state: 'accepted', external_id: badge, due: null });
      await revoke(database, gone);
      await deliver();
      expect(await badgeRow(database, gone)).toMatchObject({ status: 'revoked', state: 'revoked', due: null });
      const run = (...args: string[]) => laurel(args, database, { environment: issuingEnvironment });
      expect(await run('issue', '--missing')).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('laurel issuers add'),
      });

      await addIssuer(database);
      expect((await run('issue', '--missing')).stdout).toBe('2 badges due now.\n');
      await deliver();
      const { body, publicId, slot, salt, listNumber } = await credentialOf(badge);
      expect(await badgeRow(database, badge)).toMatchObject({ state: 'accepted', external_id: publicId, due: null });
      expect(await historyOf(database, badge)).toEqual(['issued', 'delivery_retried', 'issued']);
      expect(await findCredential(database, gone)).toBeNull();
      expect(await vouches(body)).toBe(true);
      const [learner] = await database.query<{ email: string }>(
        'SELECT email FROM learner JOIN badge ON badge.learner_id = learner.id WHERE badge.id = $1',
        [badge],
      );
      const email = learner?.email ?? '';
      const list = `https://badges.example.org/issuers/acme/status/${listNumber}`;
      expect(JSON.parse(body)).toMatchObject({
        id: `urn:uuid:${badge}`,
        issuer: { id: 'did:web:badges.example.org:issuers:acme', name: 'Acme Academy' },
        validFrom: '2026-03-02T14:05:00Z',
        awardedDate: '2026-03-02T14:05:00Z',
        credentialSubject: {
          identifier: [{ hashed: true, identityHash: identityHash(email, salt) }],
          achievement: { name: 'Data Stewardship', version: '1', inLanguage: 'en' },
        },
        credentialStatus: { statusListIndex: String(slot), statusListCredential: list },
      });
      for (const secret of [email, 'Ada', 'learner']) expect(body).not.toContain(secret);
      // The list is there before anybody can look for it.
      const { bits, body: signed } = await listOf(await credentialOf(badge));
      expect(isSet(bits, slot)).toBe(false);
      expect(await vouches(signed)).toBe(true);
      expect((await run('issue', '--missing')).stdout).toBe('No badge is held back.\n');
    });

    test('many at once: each has a slot of its own; an edit of the template is another version of the same achievement', async () => {
      await addIssuer(database);
      const template = await addTemplate(database, { origin: 'openedx' });
      const badges = await addBadges(database, template, 40);
      await deliver();
      const first = await Promise.all(badges.map(credentialOf));
      expect(new Set(first.map(({ listId, slot }) => `${listId} ${slot}`)).size).toBe(40);
      expect(new Set(first.map(({ publicId }) => publicId)).size).toBe(40);
      expect(new Set(first.map(({ achievementVersion }) => achievementVersion))).toEqual(new Set([1]));

      await database.transaction(async (transaction) => {
        await lockRules(transaction);
        const [stored] = await loadTemplates(transaction);
        if (stored !== undefined) await updateTemplate(transaction, stored, { ...stored, description: 'Anew' });
      });
      const later = await addBadge(database, template);
      await deliver();
      const second = await credentialOf(later);
      expect(second).toMatchObject({ achievementId: first[0]?.achievementId, achievementVersion: 2 });
      expect(JSON.parse(second.body)).toMatchObject({
        credentialSubject: { achievement: { description: 'Anew', version: '2' } },
      });
      expect(JSON.parse(first[0]?.body ?? '')).toMatchObject({ credentialSubject: { achievement: { version: '1' } } });
    });

    test('whatever a crash left, the next attempt goes on from: the same slot, the same address, one signature', async () => {
      await addIssuer(database);
      const badge = await addBadge(database, await addTemplate(database, { origin: 'openedx' }));
      const [due] = await dueAccounts(database);
      if (due === undefined) throw new Error('nothing is due');
      const options = {
        worker: 'dies',
        leaseMs: 0,
        limit: 1,
        lanes: null,
        environment: 'production',
        earnerIdPrefix: null,
      } as const;
      const [claim] = await claimDue(database, due, options);
      if (claim === undefined) throw new Error('nothing was claimed');
      // It dies between reserving and signing.
      await expect(createIssue(parts)(claim.award, AbortSignal.abort())).rejects.toThrow();
      const reserved = await findCredential(database, badge);
      expect(reserved).toMatchObject({ body: null });
      await deliver();
      const signed = await credentialOf(badge);
      expect({ ...signed, body: null }).toEqual(reserved);
      expect(await historyOf(database, badge)).toEqual(['issued']);
      // It dies after signing, before that is written down: what is there is adopted.
      await database.query(
        `UPDATE badge SET due = 'issue', due_at = now(), attempts_started = attempts_started + 1, external_id = NULL`,
      );
      await deliver();
      expect(await credentialOf(badge)).toEqual(signed);
      expect(await historyOf(database, badge)).toEqual(['issued', 'adopted']);
    });

    test('many at once take few statements and commits; each has a slot of its own, and nobody fails because of another', async () => {
      await addIssuer(database);
      const many = 24;
      await addBadges(database, await addTemplate(database, { origin: 'openedx' }), many, { firstLearner: 1 });
      const broken = await addTemplate(database, { origin: 'openedx' });
      await database.query(`UPDATE badge_template SET achievement = '{"issuer": "nobody"}' WHERE id = $1`, [broken]);
      await addBadges(database, broken, 1, { firstLearner: 100 });
      const asked = { statements: 0, commits: 0 };
      const counted: Database = {
        ...database,
        kind: database.kind,
        forRequests: () => database.forRequests(),
        close: () => Promise.resolve(),
        query: (sql, parameters) => {
          asked.statements += 1;
          return database.query(sql, parameters);
        },
        transaction: (work, options) => {
          asked.commits += 1;
          return database.transaction(work, options);
        },
      };
      const accounts = await dueAccounts(database);
      const options = {
        worker: 'one',
        leaseMs: 60_000,
        limit: 64,
        lanes: null,
        environment: 'production',
        earnerIdPrefix: null,
      } as const;
      const claims = (await Promise.all(accounts.map((due) => claimDue(database, due, options)))).flat();
      expect(claims).toHaveLength(many + 1);
      const issue = createIssue({ ...parts, database: counted });
      const [good, bad] = [true, false].map((isGood) => claims.filter(({ award }) => award.learnerId < 100 === isGood));
      // Those that say the same first: what they take is known then.
      const issued = await Promise.all((good ?? []).map(({ award }) => issue(award, AbortSignal.timeout(60_000))));
      // Reading and reserving are done for all of them; what was signed meanwhile is stored together: how much that is depends on the machine.
      expect(asked.commits).toBe(1);
      expect(asked.statements).toBeLessThan(16 + many);
      expect(new Set(issued.map((each) => `${each?.listId} ${each?.slot}`)).size).toBe(many);
      for (const each of issued) expect(await vouches((await credentialOf(each?.badgeId ?? '')).body)).toBe(true);

      await database.query('UPDATE credential SET body = NULL, key_number = NULL');
      const outcomes = await Promise.allSettled(claims.map(({ award }) => issue(award, AbortSignal.timeout(60_000))));
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([
        { status: 'rejected', reason: expect.objectContaining({ code: 'ISSUER_NOT_FOUND' }) },
      ]);
      expect(await findCredential(database, bad?.[0]?.award.badgeId ?? '')).toBeNull();
      const again = await Promise.all(issued.map((each) => credentialOf(each?.badgeId ?? '')));
      expect(again.map(({ publicId, slot }) => [publicId, slot])).toEqual(
        issued.map((each) => [each?.publicId, each?.slot]),
      );
    });

    test('what can not be written as an Open Badge is refused once, in words, and issued when the template was mended', async () => {
      await addIssuer(database);
      const template = await addTemplate(database, { origin: 'openedx' });
      await database.query(`UPDATE badge_template SET image_url = 'images/rust.png'`);
      const badge = await addBadge(database, template);
      await deliver();
      expect(await badgeRow(database, badge)).toMatchObject({
        state: 'error',
        due: null,
        last_body: "the achievement's image URL is not an absolute address: images/rust.png",
      });
      const refused = await findCredential(database, badge);
      expect(refused).toMatchObject({ body: null, achievementVersion: 1 });

      await database.query(`UPDATE badge_template SET image_url = 'https://badges.example.org/images/rust.png'`);
      await database.query(`UPDATE badge SET due = 'issue', due_at = now(), state = 'created', failures = 0`);
      await deliver();
      const { body, ...rest } = await credentialOf(badge);
      expect(rest).toEqual({ ...rest, slot: refused?.slot, salt: refused?.salt, achievementVersion: 2 });
      expect(JSON.parse(body)).toMatchObject({
        credentialSubject: { achievement: { image: { id: 'https://badges.example.org/images/rust.png' } } },
      });
    });

    test('revoked is for ever, and a list is signed once for however many', async () => {
      await addIssuer(database);
      const badges = await addBadges(database, await addTemplate(database, { origin: 'openedx' }), 5);
      await deliver();
      const [kept = '', ...revoked] = badges;
      await revoke(database, ...revoked);
      await deliver();
      expect(await signStatusLists(parts)).toBe(1);
      expect(await signStatusLists(parts)).toBe(0);
      const { bits, body } = await listOf(await credentialOf(kept));
      expect(await vouches(body)).toBe(true);
      expect(isSet(bits, (await credentialOf(kept)).slot)).toBe(false);
      for (const badge of revoked) {
        const { slot, revokedAt } = await credentialOf(badge);
        expect(revokedAt).not.toBeNull();
        expect(isSet(bits, slot)).toBe(true);
        expect(await badgeRow(database, badge)).toMatchObject({ state: 'revoked', due: null });
      }
      // Nothing makes it valid again: not a retry, not another signing.
      await database.query(`UPDATE badge SET due = 'issue', due_at = now(), uncertain = true WHERE id = $1`, [
        revoked[0],
      ]);
      await deliver();
      await database.query('UPDATE status_list SET revision = revision + 1');
      await signStatusLists(parts);
      expect(isSet((await listOf(await credentialOf(kept))).bits, (await credentialOf(revoked[0] ?? '')).slot)).toBe(
        true,
      );
    });

    test('a template that comes from Credly is issued here; its badge that was here is revoked here', async () => {
      await addIssuer(database);
      const template = await addTemplate(database, {
        origin: 'credly',
        organization: '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01',
        template: '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a02',
      });
      const badge = await addBadge(database, template);
      const move = (holder: { origin: 'openedx' } | { origin: 'accredible'; account: string; group: number }) =>
        database.transaction(async (transaction) => {
          await lockRules(transaction);
          const [stored] = await loadTemplates(transaction);
          if (stored !== undefined) await updateTemplate(transaction, stored, { ...stored, holder }, 'issue_again');
        });
      await move({ origin: 'openedx' });
      await deliver();
      expect(await vouches((await credentialOf(badge)).body)).toBe(true);
      await move({ origin: 'accredible', account: 'main', group: 7 });
      await revoke(database, badge);
      await deliver();
      expect((await credentialOf(badge)).revokedAt).not.toBeNull();
    });
  });
