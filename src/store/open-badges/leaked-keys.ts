import type { Queryable, Transaction } from '../database/database.ts';
import type { IssuerKey } from './issuer-keys.ts';

/** A key of an issuer by its number. */
export type KeyNumber = Pick<IssuerKey, 'issuerId' | 'number'>;

/** What hangs on a key. */
export interface KeyUse {
  /** Badges whose stored signature is its. */
  readonly signed: number;
  /** Those of them that are neither revoked nor expired. */
  readonly live: number;
}

/** What hangs on each key, by issuer and number; keys without badges are absent. */
export async function keyUse(queryable: Queryable): Promise<readonly (KeyUse & KeyNumber)[]> {
  return queryable.query<KeyUse & KeyNumber>(
    `SELECT issuer_id AS "issuerId", key_number AS number, count(*) AS signed,
            count(*) FILTER (WHERE revoked_at IS NULL AND (valid_until IS NULL OR valid_until > now())) AS live
     FROM credential WHERE body IS NOT NULL AND key_number IS NOT NULL GROUP BY issuer_id, key_number`,
  );
}

/**
 * Takes a key out of the DID document for ever, and destroys its private part. Whoever stores at this moment what it signed is
 * waited for, and who comes later can't; the status lists of its issuer are to be signed anew.
 */
export async function revokeKey(transaction: Transaction, { issuerId, number }: KeyNumber): Promise<void> {
  await transaction.query(
    `UPDATE issuer_key SET revoked_at = now(), sealed_key = NULL
     WHERE issuer_id = $1 AND number = $2 AND revoked_at IS NULL`,
    [issuerId, number],
  );
  await transaction.query('UPDATE status_list SET revision = revision + 1 WHERE issuer_id = $1', [issuerId]);
}

/** A signed badge whose key was revoked. */
export interface BadgeToSign {
  readonly badgeId: string;
  readonly issuerId: number;
  /** Number of the key that signed it. */
  readonly keyNumber: number;
  readonly body: string;
}

/** At most so many badges that were signed by a key which was revoked since. */
export async function badgesOfRevokedKeys(queryable: Queryable, limit: number): Promise<BadgeToSign[]> {
  return queryable.query<BadgeToSign>(
    `SELECT badge_id AS "badgeId", credential.issuer_id AS "issuerId", key_number AS "keyNumber", body
     FROM issuer_key JOIN credential
       ON credential.issuer_id = issuer_key.issuer_id AND credential.key_number = issuer_key.number
     WHERE issuer_key.revoked_at IS NOT NULL AND body IS NOT NULL LIMIT $1`,
    [limit],
  );
}

/** Stores a badge that was signed again, unless somebody else has meanwhile, or that key was revoked, too. */
export async function storeSignedAgain(
  queryable: Queryable,
  { badgeId, keyNumber }: Pick<BadgeToSign, 'badgeId' | 'keyNumber'>,
  body: string,
  newKey: number,
): Promise<void> {
  await queryable.query(
    `WITH key AS (${usableKey('$1', '$4')})
     UPDATE credential SET body = $3, key_number = $4, signed_at = now()
     WHERE badge_id = $1 AND key_number = $2 AND EXISTS (SELECT FROM key)`,
    [badgeId, keyNumber, body, newKey],
  );
}

/** SQL that holds the key that has signed a badge, if it was not revoked meanwhile; nobody revokes it until that is stored. */
function usableKey(badge: string, number: string): string {
  return `SELECT FROM issuer_key WHERE number = ${number} AND revoked_at IS NULL
    AND issuer_id = (SELECT issuer_id FROM credential WHERE badge_id = ${badge}) FOR SHARE`;
}
