import { failpoint } from '../../failpoints.ts';
import type { Award } from '../../store/delivery/external.ts';
import { findCredential, storeSigned } from '../../store/open-badges/credentials.ts';
import type { Credential, SignedBody } from '../../store/open-badges/credentials.ts';
import { momentOfSigning } from '../open-badges/proofs/data-integrity.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { signingKey } from './issuing-parts.ts';
import { reserveAll } from './reserve.ts';
import { together } from '../together.ts';

/** As many as are claimed at a time. */
const most = 64;
/** Each commit is a flush of the write-ahead log that those of events wait for: so seldom, where badges are signed one after the other. */
const pauseMs = 100;

/**
 * Issues the badge of an award: reserves its credential, with a slot in a status list, and signs it. Each step is kept, so that
 * whoever comes after a crash goes on from there, and nothing is ever issued twice.
 *
 * @returns null when there is no issuer: the badge is held back
 */
export type Issue = (award: Award, signal: AbortSignal) => Promise<Credential | null>;

/** Issues badges, those that come at the same time in few statements and commits: events beside them need the same machine. */
export function createIssue(parts: IssuingParts): Issue {
  const { database, signer } = parts;
  const reserve = together((awards: readonly Award[]) => reserveAll(parts, awards), { most });
  const store = together(
    async (signed: readonly SignedBody[]) => {
      const stored = await storeSigned(database, signed);
      return signed.map(({ badgeId }) => stored.has(badgeId));
    },
    { most, pauseMs },
  );

  return async (award, signal) => {
    const prepared = await reserve(award);
    if (prepared.kind === 'held back') return null;
    failpoint('issue.reserved');
    if (prepared.kind === 'signed already') return prepared.credential;
    const { credential, input, issuer } = prepared;
    failpoint('issue.listed');
    let { key } = prepared;
    for (;;) {
      const created = momentOfSigning();
      const body = await signer.sign({ kind: 'credential', input, key: key.signing, created }, signal);
      failpoint('issue.signed');
      const isStored = await store({ badgeId: award.badgeId, body, keyNumber: key.number });
      failpoint('issue.stored');
      if (isStored) return { ...credential, body };
      const stored = await findCredential(database, award.badgeId);
      // Somebody else was faster; or this key was revoked while it signed, and another one does it.
      if (stored === null || stored.body !== null) return stored;
      key = await signingKey(parts, issuer, 'Ed25519');
    }
  };
}
