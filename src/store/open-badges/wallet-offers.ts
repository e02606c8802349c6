import type { Queryable, Transaction } from '../database/database.ts';
import { appendHistory } from '../engine/history.ts';
import type { BadgeOfLearner } from './own-badges.ts';

/** How a wallet comes for a badge. */
export type WalletProtocol = 'vcapi' | 'oid4vci';

/** How an offer stands, by the clock of the database. A wallet can take the badge while it is open. */
export type OfferState = 'open' | 'taken' | 'ended';

/** A badge that waits for the wallet of its learner. */
export interface WalletOffer {
  readonly id: string;
  readonly badgeId: string;
  readonly endsAt: Date;
  /** How long it is still open, in whole seconds, by the clock of the database; 0 when it is over. */
  readonly secondsLeft: number;
  readonly takenAt: Date | null;
  readonly protocol: WalletProtocol | null;
  readonly state: OfferState;
  /** Whether the wallet that took it can still ask again for what it was given. */
  readonly isRepeatable: boolean;
}

const columns = `wallet_offer.id, wallet_offer.badge_id AS "badgeId", ends_at AS "endsAt", taken_at AS "takenAt", protocol,
  CASE WHEN taken_at IS NULL THEN greatest(0, ceil(extract(epoch FROM ends_at - now())))::integer ELSE 0 END AS "secondsLeft",
  CASE WHEN taken_at IS NOT NULL THEN 'taken' WHEN ends_at > now() THEN 'open' ELSE 'ended' END AS state,
  answer IS NOT NULL AND ends_at > now() AS "isRepeatable"`;

/** What is over is kept for so long, so that its learner is told what came of it, and then removed. */
const keptFor = '1 day';
/** A step of removing: more than that many come up between two offers only where thousands do each minute. */
const removedAtOnce = 1_000;

/** What a new offer is made with. */
export interface NewOffer {
  readonly badgeId: string;
  readonly secretHash: Buffer;
  readonly minutes: number;
}

/**
 * Makes an offer of a badge; others of the same badge end with it, so that one secret at a time is good for it. Removes what has
 * been over for long.
 */
export async function addOffer(
  transaction: Transaction,
  { badgeId, secretHash, minutes }: NewOffer,
): Promise<WalletOffer> {
  // One after the other: two at once would each leave the other's open.
  await transaction.query('SELECT FROM credential WHERE badge_id = $1 FOR UPDATE', [badgeId]);
  await transaction.query(
    `DELETE FROM wallet_offer WHERE id IN (
       SELECT id FROM wallet_offer WHERE ends_at < now() - $1::interval ORDER BY ends_at LIMIT ${removedAtOnce}
       FOR UPDATE SKIP LOCKED)`,
    [keptFor],
  );
  await transaction.query(
    'UPDATE wallet_offer SET ends_at = now(), answer = NULL WHERE badge_id = $1 AND ends_at > now()',
    [badgeId],
  );
  const [offer] = await transaction.query<WalletOffer>(
    `INSERT INTO wallet_offer (badge_id, secret_hash, ends_at) VALUES ($1, $2, now() + $3 * interval '1 minute')
     RETURNING ${columns}`,
    [badgeId, secretHash, minutes],
  );
  if (offer === undefined) throw new Error('INSERT returned no row');
  return offer;
}

/** How many offers of badges of a learner were made within so many minutes. */
export async function countOffers(queryable: Queryable, learnerId: number, minutes: number): Promise<number> {
  const [row] = await queryable.query<{ count: number }>(
    `SELECT count(*) AS count FROM badge JOIN wallet_offer ON wallet_offer.badge_id = badge.id
     WHERE badge.learner_id = $1 AND made_at > now() - $2 * interval '1 minute'`,
    [learnerId, minutes],
  );
  return row?.count ?? 0;
}

/** An offer of a learner's own badge; null for somebody else's, as for one that never was. */
export async function findOwnOffer(
  queryable: Queryable,
  { badgeId, learnerId }: BadgeOfLearner,
  offerId: string,
): Promise<WalletOffer | null> {
  const [offer] = await queryable.query<WalletOffer>(
    `SELECT ${columns} FROM wallet_offer JOIN badge ON badge.id = badge_id
     WHERE wallet_offer.id = $1 AND badge.id = $2 AND badge.learner_id = $3`,
    [offerId, badgeId, learnerId],
  );
  return offer ?? null;
}

/** The offer of a secret, open or over. */
export async function findOffer(queryable: Queryable, secretHash: Buffer): Promise<WalletOffer | null> {
  const [offer] = await queryable.query<WalletOffer>(`SELECT ${columns} FROM wallet_offer WHERE secret_hash = $1`, [
    secretHash,
  ]);
  return offer ?? null;
}

/** The offer of an id, open or over. */
export async function findOfferById(queryable: Queryable, id: string): Promise<WalletOffer | null> {
  const [offer] = await queryable.query<WalletOffer>(`SELECT ${columns} FROM wallet_offer WHERE id = $1`, [id]);
  return offer ?? null;
}

/** Whose badge it is that is offered, and whether it counts. */
export interface Offerable {
  readonly learnerId: number;
  readonly username: string;
  readonly email: string;
  /** Whether the learner was retired here, whatever the names look like. */
  readonly retired: boolean;
  /** Whether it is worth something: it was neither revoked here nor by its provider. */
  readonly counts: boolean;
  /** Whether Laurel has signed it. */
  readonly signed: boolean;
}

/** What says whether a badge may go into a wallet; null when there is no such badge. */
export async function findOfferable(queryable: Queryable, badgeId: string): Promise<Offerable | null> {
  const [row] = await queryable.query<Offerable>(
    `SELECT badge.learner_id AS "learnerId", username, email, learner.retired_at IS NOT NULL AS retired,
       badge.status = 'awarded' AND badge.state <> 'revoked' AND credential.revoked_at IS NULL AS counts,
       credential.body IS NOT NULL AS signed
     FROM badge JOIN learner ON learner.id = badge.learner_id LEFT JOIN credential ON credential.badge_id = badge.id
     WHERE badge.id = $1`,
    [badgeId],
  );
  return row ?? null;
}

/** Who takes an offer, and what they are given. */
export interface Taking {
  readonly protocol: WalletProtocol;
  readonly holderHash: Buffer;
  /** Null where whoever has the key can sign the same request again. */
  readonly requestHash: Buffer | null;
  /** Sealed. */
  readonly answer: Buffer;
}

/**
 * Uses an offer up, with the line in the history of its badge that says so.
 *
 * @returns false when it is open no more: somebody was faster, its time is over, or the badge was revoked
 */
export async function takeOffer(transaction: Transaction, offerId: string, taking: Taking): Promise<boolean> {
  const { protocol, holderHash, requestHash, answer } = taking;
  const [taken] = await transaction.query<{ badge: string; learner: number; template: number }>(
    `UPDATE wallet_offer SET taken_at = now(), protocol = $2, holder_hash = $3, request_hash = $4, answer = $5
     FROM badge JOIN credential ON credential.badge_id = badge.id
     WHERE wallet_offer.id = $1 AND badge.id = wallet_offer.badge_id AND taken_at IS NULL AND ends_at > now()
       AND badge.status = 'awarded' AND credential.revoked_at IS NULL
     RETURNING badge.id AS badge, badge.learner_id AS learner, badge.template_id AS template`,
    [offerId, protocol, holderHash, requestHash, answer],
  );
  if (taken === undefined) return false;
  const { badge, learner, template } = taken;
  await appendHistory(transaction, [
    { learner, template, kind: 'added_to_wallet', event: null, details: { badge, protocol } },
  ]);
  return true;
}

/** What came of an offer that was taken, while it can be asked for again; else null. */
export async function findTaking(queryable: Queryable, offerId: string): Promise<Taking | null> {
  const [taking] = await queryable.query<Taking>(
    `SELECT protocol, holder_hash AS "holderHash", request_hash AS "requestHash", answer FROM wallet_offer
     WHERE id = $1 AND answer IS NOT NULL AND ends_at > now()`,
    [offerId],
  );
  return taking ?? null;
}
