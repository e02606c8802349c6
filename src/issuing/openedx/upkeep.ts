import type { Logger } from 'pino';
import { errorCode } from '../../errors.ts';
import { noPulse } from '../../pulse.ts';
import type { Pulse } from '../../pulse.ts';
import { classifyDatabaseFailure } from '../../store/database/failures.ts';
import type { RetiredNames } from '../../store/open-badges/retired-learners.ts';
import { Bell } from '../delivery/bell.ts';
import { forgetRetired } from './forget-retired.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { signBadgesAgain } from './sign-again.ts';
import { signStatusLists } from './status-list-signing.ts';

/** Whether somebody was retired is looked for so often. */
const retiredEveryMs = 60_000;

export interface UpkeepOptions {
  readonly parts: IssuingParts;
  readonly logger: Logger;
  readonly pollMs: number;
  readonly pulse?: Pulse;
  /** How retired learners are called; left out: nobody is looked for. */
  readonly retired?: RetiredNames;
  /** Retires those whom the platform calls so, and finishes what was begun; says how many. */
  readonly finishRetirements?: (names: RetiredNames) => Promise<number>;
}

/** Looks for lists to sign, for badges whose key leaked, and for learners who were retired, until the signal is aborted. Any number of processes may: the newest state wins. */
export async function keepIssuedCurrent(
  { parts, logger, pollMs, pulse = noPulse, retired, finishRetirements }: UpkeepOptions,
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
        const learners = (await finishRetirements?.(retired)) ?? 0;
        if (learners > 0) logger.info({ learners }, 'removed the data of learners retired by the platform');
        const forgotten = await forgetRetired(parts.database, retired);
        if (forgotten > 0)
          logger.info({ badges: forgotten }, 'removed retired learners from their badges and made these private');
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
        logger.error({ code: errorCode(error) }, 'could not sign status lists or badges of a leaked key; retrying');
    }
    if (!signal.aborted && !more) await bell.sleep(pollMs);
  }
}
