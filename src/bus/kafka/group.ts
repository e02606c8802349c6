import type { KafkaSettings } from '../../settings/kafka.ts';

/** The consumer group of a full topic name. Ours alone: sharing one with another service would take its partitions away. */
export function groupOf({ group }: Pick<KafkaSettings, 'group'>, topic: string): string {
  return group ?? `badges.${topic}`;
}
