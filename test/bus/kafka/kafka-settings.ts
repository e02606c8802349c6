import { readSettings } from '../../../src/settings.ts';
import type { Environment } from '../../../src/settings/sources.ts';
import type { KafkaSettings } from '../../../src/settings/kafka.ts';

/** Settings of a Kafka as the environment would give them, quick to try again. */
export function kafkaSettings(environment: Environment): KafkaSettings {
  const { kafka } = readSettings({ EVENT_BUS_KAFKA_CONSUMER_POLL_FAILURE_SLEEP: '0.05', ...environment }).bus;
  if (kafka === null) throw new Error('no Kafka');
  return kafka;
}
