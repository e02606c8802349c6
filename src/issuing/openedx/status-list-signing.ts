import { failpoint } from '../../failpoints.ts';
import { listsToSign, storeSignedList } from '../../store/open-badges/status-lists.ts';
import type { ListToSign } from '../../store/open-badges/status-lists.ts';
import { loadIssuers } from '../../store/open-badges/issuers.ts';
import { momentOfSigning } from '../open-badges/proofs/data-integrity.ts';
import { statusBits } from '../open-badges/status-list/bits.ts';
import { composeStatusList, signTokenStatusList } from '../open-badges/status-list/status-list.ts';
import type { StatusListInput } from '../open-badges/status-list/status-list.ts';
import { statusListTokenUrl, statusListUrl } from './achievement-content.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { signingKey } from './issuing-parts.ts';
import { didOf } from '../issuers/issuer-address.ts';

/** Verifiers may keep a list for so long. */
const ttlMs = 300_000;
/** A signed list holds for so long, and is signed anew long before. */
const validSeconds = 7 * 86_400;
const renewSeconds = 86_400;

/**
 * Signs every list in which something was revoked since, once for however many, and those that will run out; both as a credential
 * and as a token, so that they never differ.
 *
 * @returns how many
 */
export async function signStatusLists(parts: IssuingParts, listId: number | null = null): Promise<number> {
  const lists = await listsToSign(parts.database, { olderThanSeconds: renewSeconds, listId });
  if (lists.length === 0) return 0;
  const issuers = new Map((await loadIssuers(parts.database)).map((issuer) => [issuer.id, issuer]));
  for (const list of lists) {
    const issuer = issuers.get(list.issuerId);
    if (issuer === undefined) continue;
    const key = await signingKey(parts, issuer, 'Ed25519');
    const now = new Date();
    const input: StatusListInput = {
      url: statusListUrl(issuer, list.number),
      issuer: didOf(issuer),
      bits: statusBits(list.revoked),
      validFrom: now.toISOString(),
      validUntil: new Date(now.getTime() + validSeconds * 1000).toISOString(),
      ttlMs,
    };
    const document = composeStatusList(input);
    const body = await parts.signer.sign({
      kind: 'document',
      document,
      key: key.signing,
      created: momentOfSigning(now),
    });
    const token = await signTokenStatusList(
      { ...input, url: statusListTokenUrl(issuer, list.number) },
      (await signingKey(parts, issuer, 'P-256')).signing,
    );
    failpoint('lists.signed');
    await storeSignedList(parts.database, list satisfies ListToSign, { body, token });
    failpoint('lists.stored');
  }
  return lists.length;
}
