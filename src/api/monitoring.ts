import { fastify } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { listen, requestTimeouts } from '../listen.ts';
import type { MonitoringSettings } from '../settings/monitoring.ts';
import { createExposition } from '../monitoring/exposition.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { createStanding } from '../monitoring/standing.ts';
import type { StandingParts } from '../monitoring/standing.ts';
import type { ApiServer } from './parts.ts';
import { sendProblem } from './problems.ts';
import { addHealth } from './routes/health.ts';
import { addMetrics } from './routes/metrics.ts';

export interface MonitoringParts extends StandingParts {
  readonly settings: MonitoringSettings;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface Monitoring {
  /** `http://127.0.0.1:9464`, with the port that was taken. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves health, readiness and metrics of a process that does not serve the API: the same routes as there. Nobody is
 * asked who they are, so the settings let it listen on the loopback interface alone unless told otherwise.
 *
 * @throws LaurelError ADDRESS_IN_USE
 */
export async function startMonitoring(parts: MonitoringParts): Promise<Monitoring> {
  const { settings, metrics, logger } = parts;
  const server: ApiServer = fastify({
    bodyLimit: 1_024,
    ...requestTimeouts,
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, logger));
  const standing = createStanding(parts);
  addHealth(server, standing);
  addMetrics(server, createExposition(metrics, standing));
  const url = await listen(server, {
    ...settings,
    who: 'Monitoring',
    settings: 'LAUREL_MONITORING_HOST and LAUREL_MONITORING_PORT',
  });
  return { url, close: () => server.close() };
}
