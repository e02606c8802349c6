import pLimit from 'p-limit';
import { LaurelError } from '../../errors.ts';
import { asIs, told } from '../../told.ts';
import { createGuardedFetch, NotFetched } from '../../guarded-fetch.ts';
import type { FetchLimits, GuardedFetch } from '../../guarded-fetch.ts';
import type { VerificationResult } from '../../issuing/open-badges/verify/result.ts';
import { verifyBadge } from '../../issuing/open-badges/verify/verify.ts';
import type { Settings } from '../../settings.ts';
import type { Queryable } from '../../store/database/database.ts';
import { mostBadgeBytes } from './limits.ts';
import { ownRecord } from './own-records.ts';

/** Where the badge is that somebody wants verified: at an address, or here. */
export type Given = { readonly url: string } | { readonly bytes: Uint8Array };

export interface Verifier {
  /**
   * @param recipient asks as well whether the badge was awarded to this e-mail address
   * @throws LaurelError BADGE_NOT_FETCHED, TOO_MANY_REQUESTS
   */
  verify(given: Given, recipient?: string): Promise<VerificationResult>;
  /** Whether this site itself serves a badge there: then looking it up costs no connection. */
  isOwn(url: string): Promise<boolean>;
}

/** Keys and status lists: 131,072 bits are 16 KB at most. */
const mostDocumentBytes = 1024 * 1024;
/** All that is fetched for one badge, so that slow strangers don't hold up others for long. */
const mostMs = 15_000;
const atATime = 16;
const mostWaiting = 32;

const badgeTypes =
  'application/vc+ld+json, application/vc, application/ld+json, application/json, application/vc+jwt, application/jwt, image/png, image/svg+xml';

/**
 * Verifies badges of anybody. What this site serves itself is looked up in its database; everything else is fetched from the internet
 * and from nowhere else ({@link createGuardedFetch}).
 */
export function createVerifier({
  database,
  settings,
}: {
  readonly database: Queryable;
  readonly settings: Pick<Settings, 'http' | 'outgoing'>;
}): Verifier {
  const fetchGuarded = createGuardedFetch(settings.outgoing);
  const turn = pLimit(atATime);
  const own = (url: string): Promise<string | null | undefined> => ownRecord(database, settings.http.publicUrl, url);

  async function verify(given: Given, recipient: string | undefined): Promise<VerificationResult> {
    const fetching = limitedTo(fetchGuarded, AbortSignal.timeout(mostMs));
    const bytes = 'bytes' in given ? given.bytes : await fetchBadge(given.url, own, fetching);
    const outside = { fetchText: (url: string) => fetchDocument(url, own, fetching) };
    return verifyBadge(bytes, { now: new Date(), outside, ...(recipient !== undefined && { recipient }) });
  }

  return {
    verify: async (given, recipient) => {
      if (turn.pendingCount >= mostWaiting)
        throw new LaurelError(
          'TOO_MANY_REQUESTS',
          told`Many badges are being verified. Wait a moment, then try again.`,
        );
      return turn(() => verify(given, recipient));
    },
    isOwn: async (url) => typeof (await own(url)) === 'string',
  };
}

type Own = (url: string) => Promise<string | null | undefined>;

function limitedTo(fetch: GuardedFetch, signal: AbortSignal): GuardedFetch {
  return (url, limits: FetchLimits) => fetch(url, { ...limits, signal });
}

async function fetchBadge(url: string, own: Own, fetch: GuardedFetch): Promise<Uint8Array> {
  const here = await own(url);
  if (typeof here === 'string') return Buffer.from(here);
  if (here === null)
    throw new LaurelError('BADGE_NOT_FETCHED', told`No published badge has this URL on this site. Check the URL.`);
  try {
    return await fetch(url, { accept: badgeTypes, mostBytes: mostBadgeBytes });
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    throw new LaurelError('BADGE_NOT_FETCHED', [
      asIs(error.message),
      told`Check the URL, or give the badge as a file.`,
    ]);
  }
}

async function fetchDocument(url: string, own: Own, fetch: GuardedFetch): Promise<string> {
  const here = await own(url);
  if (typeof here === 'string') return here;
  if (here === null) throw new NotFetched('This site serves nothing there.');
  const bytes = await fetch(url, { accept: 'application/json', mostBytes: mostDocumentBytes });
  return bytes.toString('utf8');
}
