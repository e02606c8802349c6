import type { Environment } from '../../src/settings/sources.ts';
import type { BusAddress } from './jobs.ts';

/** The settings that lead to a bus. */
export function addressSettings(address: BusAddress): Environment {
  return 'redisUrl' in address
    ? { EVENT_BUS_REDIS_CONNECTION_URL: address.redisUrl }
    : {
        EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: address.kafkaServers,
        EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: address.registryUrl,
      };
}
