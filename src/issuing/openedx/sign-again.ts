import { badgesOfRevokedKeys, storeSignedAgain } from '../../store/open-badges/leaked-keys.ts';
import { loadIssuers } from '../../store/open-badges/issuers.ts';
import type { JsonObject } from '../open-badges/json.ts';
import { momentOfSigning } from '../open-badges/proofs/data-integrity.ts';
import { signingKey } from './issuing-parts.ts';
import type { IssuingParts } from './issuing-parts.ts';

/** At once: so many are soon done, and status lists wait for them. */
const stepSize = 100;

/**
 * Signs badges again whose key was revoked: each says what it said, at the same address and in the same slot of its list, by the key
 * that signs now. Any number of processes may; what is stored first stays.
 *
 * @returns whether there may be more
 */
export async function signBadgesAgain(parts: IssuingParts): Promise<boolean> {
  const { database, signer } = parts;
  const badges = await badgesOfRevokedKeys(database, stepSize);
  if (badges.length === 0) return false;
  const issuers = new Map((await loadIssuers(database)).map((issuer) => [issuer.id, issuer]));
  for (const [issuerId, issuer] of issuers) {
    const own = badges.filter((badge) => badge.issuerId === issuerId);
    if (own.length === 0) continue;
    const { number, signing: key } = await signingKey(parts, issuer, 'Ed25519');
    const sign = async (badge: (typeof own)[number]): Promise<void> => {
      const { proof: _proof, ...document } = JSON.parse(badge.body) as JsonObject;
      const created = momentOfSigning();
      const body = await signer.sign({ kind: 'document', document, key, created });
      await storeSignedAgain(database, badge, body, number);
    };
    // The signer has its own bound on how many at once.
    await Promise.all(own.map(sign));
  }
  return badges.length === stepSize;
}
