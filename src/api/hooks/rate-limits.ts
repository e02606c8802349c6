import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { countedAddress } from '../../client-address.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Settings } from '../../settings.ts';
import type { ApiServer } from '../parts.ts';

/**
 * Holds back who asks too much, by address and before it is looked at who it is. Routes may ask for less with
 * `config: { rateLimit: { max, timeWindow } }`, counted apart. The counts are this process's own.
 */
export async function addRateLimits(server: ApiServer, { http }: Settings): Promise<void> {
  const keyGenerator = ({ ip }: FastifyRequest): string => countedAddress(ip);
  await server.register(rateLimit, { global: false, keyGenerator });
  const count = server.createRateLimit({ max: http.requestsPerMinute, timeWindow: '1 minute', keyGenerator });
  server.addHook('onRequest', async (request, reply) => {
    const outcome = await count(request);
    if (outcome.isAllowed || !outcome.isExceeded) return;
    void reply.header('retry-after', String(outcome.ttlInSeconds));
    throw new LaurelError('TOO_MANY_REQUESTS', told`Wait a moment, then try again.`);
  });
}
