import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { KafkaWatch } from '../bus/kafka/reading-parts.ts';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What this process does as a reader of Kafka, for Prometheus. docs/monitoring.md explains each. */
export function createKafkaWatch(registry: Registry): KafkaWatch {
  const registers = [registry];
  const rebalances = new Counter({
    name: 'laurel_kafka_rebalances_total',
    help: 'How often the consumer group has given out its partitions to this process.',
    labelNames: ['group'],
    registers,
  });
  const fetches = new Histogram({
    name: 'laurel_kafka_fetch_seconds',
    help: 'From asking a broker for messages to having them ready, waiting for the first one included.',
    buckets: seconds,
    registers,
  });
  const messages = new Counter({
    name: 'laurel_kafka_fetched_messages_total',
    help: 'Messages that brokers have sent.',
    registers,
  });
  const bytes = new Counter({
    name: 'laurel_kafka_fetched_bytes_total',
    help: 'Bytes of these messages, decompressed.',
    registers,
  });
  const lag = new Gauge({
    name: 'laurel_kafka_lag',
    help: 'Messages of a partition of this process that it has not begun to process.',
    labelNames: ['topic', 'partition'],
    registers,
  });
  return {
    rebalanced: (group) => rebalances.inc({ group }),
    fetched: (figures) => {
      fetches.observe(figures.seconds);
      messages.inc(figures.messages);
      bytes.inc(figures.bytes);
    },
    lag: (topic, partition, value) => {
      if (value === null) lag.remove(topic, String(partition));
      else lag.set({ topic, partition: String(partition) }, value);
    },
  };
}
