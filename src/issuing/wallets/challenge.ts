import { createHash } from 'node:crypto';

/** How a wallet was asked: by a link that names no domain, or by a request (VC-API), which names one. */
export type Way = 'link' | 'request';

/**
 * What a wallet has to sign to take the badge of an offer. It follows from the offer's secret, which is as random and as short-lived
 * as a challenge has to be, and works once with it; each way has its own, so that what one asks for can't be left out in the other.
 */
export function challengeOf(secret: string, way: Way): string {
  return createHash('sha256').update(`wallet challenge ${way} ${secret}`).digest('base64url');
}
