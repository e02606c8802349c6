import { countedAddress } from '../../client-address.ts';
import { FairGate } from '../fair-gate.ts';
import { errorCode, LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { receiveNotice } from '../../issuing/credly/webhook.ts';
import type { EventOutcome } from '../../issuing/credly/webhook.ts';
import { answers } from '../answers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { credlyNotice, credlyNoticeTaken } from '../schemas/credly-webhook.ts';

/** Thin events have some 250 bytes; those with the badge in them a few thousand. */
const mostBodyBytes = 65_536;
/** Of one address. Credly sends again what was refused. */
const noticesPerMinute = 300;
/** Credly does not wait long. */
const verificationMs = 4_000;
/** More at once than this wait for Credly in vain. */
const mostAtOnce = 32;
/** Verifications of one address at once: others shall not wait behind those that somebody makes up. */
const mostOfOneAddress = 2;
/** So many more of one address wait their turn; Credly sends a few at once when much happens. */
const mostWaitingOfOneAddress = 30;

/**
 * Where Credly tells that something happened (S25). Open to everybody, so it believes nothing: it asks Credly.
 *
 * Whatever is not 200 makes Credly send the event again, for up to 25 days.
 */
export function addCredlyWebhook(server: ApiServer, { database, settings, credly, logger }: ApiParts): void {
  const parts = { database, settings, credly };
  const gate = new FairGate({
    most: mostAtOnce,
    mostOfOne: mostOfOneAddress,
    mostWaitingOfOne: mostWaitingOfOneAddress,
  });

  server.post(
    '/badges/credly/webhook/',
    {
      bodyLimit: mostBodyBytes,
      config: { access: 'public', rateLimit: { max: noticesPerMinute, timeWindow: '1 minute' } },
      schema: {
        operationId: 'receiveCredlyWebhook',
        tags: ['Credly webhook'],
        summary: 'Receives notices from Credly that a badge template or a badge has changed',
        body: credlyNotice,
        response: answers(200, credlyNoticeTaken),
      },
    },
    async ({ id: requestId, ip, body: { id, organization_id: organization } }) => {
      const told = { requestId, event: id, organization };
      try {
        logger.info(
          { ...told, outcome: await receive(ip, { id, organization }) },
          'accepted a webhook event from Credly',
        );
        return { received: true as const };
      } catch (error) {
        logger.warn({ ...told, code: errorCode(error) }, 'did not accept a webhook event');
        throw error;
      }
    },
  );

  async function receive(
    address: string,
    notice: { readonly id: string; readonly organization: string },
  ): Promise<EventOutcome> {
    const signal = AbortSignal.timeout(verificationMs);
    const leave = await gate.enter(countedAddress(address), signal);
    if (leave === null)
      throw new LaurelError('WEBHOOK_UNVERIFIED', told`Too many events are being verified. Send it again.`);
    try {
      return await receiveNotice(parts, notice, signal);
    } finally {
      leave();
    }
  }
}
