/** Offers of badges to the wallets of their learners, whichever protocol a wallet speaks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LaurelError } from '../../src/errors.ts';
import { handOverOnce } from '../../src/issuing/wallets/handing-over.ts';
import { createOffer, requireOpenOffer, requireTakeableOffer } from '../../src/issuing/wallets/offers.ts';
import type { NewWalletOffer, OfferParts } from '../../src/issuing/wallets/offers.ts';
import { findOwnOffer } from '../../src/store/open-badges/wallet-offers.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadge, addTemplate, badgeRow, historyOf, retiredForms } from '../support/deliveries.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';

describe.skipIf(!hasPostgresql())('offers to wallets', () => {
  let store: TestDatabase;
  let parts: OfferParts;
  let badges: PublishedBadges;
  const ownerOf = async (badgeId: string) => ({
    badgeId,
    learnerId: (await badgeRow(store.database, badgeId)).learner_id,
  });
  /** What is said to whoever is refused. */
  const refusal = async (asked: Promise<unknown>): Promise<string> => {
    const error = await asked.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof LaurelError)) throw new Error('it was not refused', { cause: error });
    return `${error.code}: ${error.details.join(' ')}`;
  };
  const offer = async (badgeId: string) => createOffer(parts, await ownerOf(badgeId));
  /** A wallet takes what was offered, and is given this text. */
  const take = (
    { offer: made, secret }: NewWalletOffer,
    holder: string,
    given = 'the badge',
    protocol = 'vcapi' as const,
  ) => handOverOnce(parts, made, { protocol, secret, holder, form: 'JSON', proof: null }, { sign: async () => given });
  const forgetAll = () => store.database.query('DELETE FROM wallet_offer');

  beforeAll(async () => {
    store = await createTestDatabase();
    parts = { database: store.database, retired: retiredForms };
    badges = await issueBadges(store.database);
  });
  afterAll(() => store?.close());

  test('an offer of a private badge is good for one wallet, ten minutes, and until the next; its secret is kept nowhere', async () => {
    const { badgeId } = badges.secret;
    const owner = await ownerOf(badgeId);
    const whole = await offer(badgeId);
    const { offer: first, secret } = whole;
    expect(first).toMatchObject({ state: 'open', secondsLeft: 600, takenAt: null });
    expect(await requireOpenOffer(parts, secret)).toMatchObject({ id: first.id, badgeId });
    const rows = await store.database.query<{ row: string }>(
      `SELECT wallet_offer::text || encode(secret_hash, 'base64') || encode(secret_hash, 'escape') AS row FROM wallet_offer`,
    );
    for (const kept of [secret, Buffer.from(secret, 'base64url').toString('hex')])
      expect(JSON.stringify(rows)).not.toContain(kept);

    // Two at once: one gets it, and gets just the same again. What it was given is not to be read here.
    const wallets = ['did:key:one', 'did:key:other'];
    const outcomes = await Promise.allSettled(wallets.map((each) => take(whole, each, `badge of ${each}`)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [got = '', lost = ''] = outcomes[0]?.status === 'fulfilled' ? wallets : wallets.toReversed();
    const taken = { ...whole, offer: await requireTakeableOffer(parts, secret, 'vcapi') };
    for (const asked of [whole, taken]) {
      expect(await take(asked, got, 'anew')).toBe(`badge of ${got}`);
      expect(await refusal(take(asked, lost))).toMatch(/^OFFER_OVER/);
    }
    expect(await refusal(requireTakeableOffer(parts, secret, 'oid4vci'))).toMatch(
      /^OFFER_OVER: A wallet has already taken/,
    );
    const [kept] = await store.database.query<{ row: string }>(
      `SELECT encode(answer, 'escape') || encode(holder_hash, 'escape') AS row FROM wallet_offer WHERE id = $1`,
      [first.id],
    );
    expect(kept?.row).not.toMatch(/badge of|did:key/);
    expect(await refusal(requireOpenOffer(parts, secret))).toMatch(/^OFFER_OVER: A wallet has already taken the badge/);
    expect(await findOwnOffer(store.database, owner, first.id)).toMatchObject({
      state: 'taken',
      secondsLeft: 0,
      isRepeatable: true,
    });
    expect((await historyOf(store.database, badgeId)).filter((kind) => kind === 'added_to_wallet')).toHaveLength(1);

    // The next one ends those before it, also when both are made at once, and what was taken is not given again.
    const made = await Promise.all([offer(badgeId), offer(badgeId)]);
    expect(await refusal(take(taken, got))).toMatch(/^OFFER_OVER: A wallet has already taken the badge/);
    const states = await Promise.all(made.map((each) => findOwnOffer(store.database, owner, each.offer.id)));
    expect(new Set(states.map((each) => each?.state))).toEqual(new Set(['ended', 'open']));
    const last = await offer(badgeId);
    for (const each of made)
      expect(await refusal(requireOpenOffer(parts, each.secret))).toMatch(
        /^OFFER_OVER: An offer is valid for 10 minutes/,
      );

    // Time that passes, by the clock of the database.
    await store.database.query(`UPDATE wallet_offer SET ends_at = ends_at - interval '10 minutes' WHERE id = $1`, [
      last.offer.id,
    ]);
    expect(await refusal(requireOpenOffer(parts, last.secret))).toMatch(
      /^OFFER_OVER: An offer is valid for 10 minutes/,
    );
    expect(await refusal(take(last, got))).toMatch(/^OFFER_OVER/);
    for (const unknown of [`${secret.slice(0, -1)}-`, '', 'x'.repeat(5_000), first.id])
      expect(await refusal(requireOpenOffer(parts, unknown))).toMatch(/^OFFER_NOT_FOUND/);
  });

  test('what is over for a day is removed with the next offer, and so many are made at a time', async () => {
    await forgetAll();
    const { offer: old } = await offer(badges.kept.badgeId);
    await store.database.query(`UPDATE wallet_offer SET ends_at = ends_at - interval '25 hours' WHERE id = $1`, [
      old.id,
    ]);
    for (let number = 0; number < 29; number++) await offer(badges.kept.badgeId);
    expect(await findOwnOffer(store.database, await ownerOf(badges.kept.badgeId), old.id)).toBeNull();
    await offer(badges.kept.badgeId);
    expect(await refusal(offer(badges.kept.badgeId))).toMatch(/^TOO_MANY_REQUESTS: .*ten minutes/);
    // Of others that is nothing.
    await offer(badges.secret.badgeId);
  });

  test('what was revoked, is held elsewhere, is somebody else’s, or whose learner was retired is not offered or taken', async () => {
    await forgetAll();
    expect(await refusal(offer(badges.revoked.badgeId))).toBe('BADGE_NOT_OFFERED: The badge was revoked.');
    const elsewhere = await addBadge(
      store.database,
      await addTemplate(store.database, { origin: 'accredible', account: 'academy', group: 7 }),
    );
    expect(await refusal(offer(elsewhere))).toMatch(/^BADGE_NOT_OFFERED: This badge is not issued here/);
    const { learnerId } = await ownerOf(badges.kept.badgeId);
    const { badgeId } = badges.secret;
    expect(await refusal(createOffer(parts, { badgeId, learnerId }))).toMatch(/^BADGE_NOT_FOUND/);

    const made = await offer(badgeId);
    const mail = (address: string) =>
      store.database.query(
        'UPDATE learner SET email = $2 FROM badge WHERE badge.id = $1 AND learner.id = badge.learner_id',
        [badgeId, address],
      );
    await mail('retired__user_0a1b@retired.invalid');
    expect(await refusal(requireOpenOffer(parts, made.secret))).toMatch(/^OFFER_OVER: The learner's account/);
    expect(await refusal(offer(badgeId))).toMatch(/^BADGE_NOT_OFFERED: The learner's account/);
    await mail('someone@example.org');

    // Revoked between two looks.
    await store.database.query('UPDATE credential SET revoked_at = now() WHERE badge_id = $1', [badgeId]);
    expect(await refusal(requireOpenOffer(parts, made.secret))).toBe('OFFER_OVER: The badge was revoked.');
    expect(await refusal(take(made, 'did:key:one'))).toMatch(/^OFFER_OVER/);
  });
});
