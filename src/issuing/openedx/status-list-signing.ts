import type { Logger } from 'pino';
import { errorCode } from '../../errors.ts';
import { failpoint } from '../../failpoints.ts';
import { Bell } from '../delivery/bell.ts';
import { noPulse } from '../../pulse.ts';
import type { Pulse } from '../../pulse.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import { listsToSign, storeSignedList } from '../../store/open-badges/status-lists.ts';
import type { RetiredNames } from '../../store/open-badges/retired-learners.ts';
import type { ListToSign } from '../../store/open-badges/status-lists.ts';
import { loadIssuers } from '../../store/open-badges/issuers.ts';
import { statusBits } from '../open-badges/status-list/bits.ts';
import { composeStatusList, signTokenStatusList } from '../open-badges/status-list/status-list.ts';
import type { StatusListInput } from '../open-badges/status-list/status-list.ts';
import { statusListTokenUrl, statusListUrl } from './achievement-content.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { signingKey } from './issuing-parts.ts';
import { forgetRetired } from './forget-retired.ts';
import { signBadgesAgain } from './sign-again.ts';
import { didOf } from '../issuers/issuer-address.ts';

/** Verifiers may keep a list for so long. */
const ttlMs = 300_000;
/** A signed list holds for so long, and is signed anew long before. */
const validSeconds = 7 * 86_400;
const renewSeconds = 86_400;
/** Whether somebody was retired is looked for so often. */
const retiredEveryMs = 60_000;

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
    const body = await parts.signer.sign({ kind: 'document', document, key: key.signing, created: now.toISOString() });
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

export interface StatusListOptions {
  readonly parts: IssuingParts;
  readonly logger: Logger;
  readonly pollMs: number;
  readonly pulse?: Pulse;
  /** How retired learners are called; left out: nobody is looked for. */
  readonly retired?: RetiredNames;
}

/** Looks for lists to sign, for badges whose key leaked, and for learners who were retired, until the signal is aborted. Any number of processes may: the newest state wins. */
export async function keepStatusListsSigned(
  { parts, logger, pollMs, pulse = noPulse, retired }: StatusListOptions,
  signal: AbortSignal,
): Promise<void> {
  const bell = new Bell();
  signal.addEventListener('abort', () => bell.ring(), { once: true });
  let failures = 0;
  let more = false;
  let lookForRetiredAt = 0;
  while (!signal.aborted) {
    try {
      await signStatusLists(parts);
      more = await signBadgesAgain(parts);
      if (retired !== undefined && Date.now() >= lookForRetiredAt) {
        const forgotten = await forgetRetired(parts.database, retired);
        if (forgotten > 0)
          logger.info({ badges: forgotten }, 'badges of retired learners are private, and say nothing of them');
        lookForRetiredAt = Date.now() + retiredEveryMs;
      }
      failures = 0;
      pulse.turned();
    } catch (error) {
      failures += 1;
      more = false;
      pulse.failed(error);
      // Once: what keeps failing is in the health of the process. Of a database that is away the deliveries beside it tell.
      if (failures === 1 && classifyDatabaseFailure(error) !== 'away')
        logger.error(
          { code: errorCode(error) },
          'status lists, or badges of a key that leaked, could not be signed; tried again',
        );
    }
    if (!signal.aborted && !more) await bell.sleep(pollMs);
  }
}
