import type { Logger } from 'pino';
import type { KafkaSettings } from '../../settings/kafka.ts';
import type { Database } from '../../store/database/database.ts';
import type { BusGap } from '../../store/engine/bus-gaps.ts';
import type { SchemaSource } from '../bus.ts';
import type { FetchFigures } from './fetcher.ts';

/** Told of what reading does, for metrics. */
export interface KafkaWatch {
  readonly rebalanced: (group: string) => void;
  readonly fetched: (figures: FetchFigures) => void;
  /** Messages of a partition that are left to process; null when it is not this process's any more. */
  readonly lag: (topic: string, partition: number, lag: number | null) => void;
}

export interface GroupReaderParts {
  readonly settings: KafkaSettings;
  readonly group: string;
  readonly topics: readonly string[];
  readonly database: Database;
  readonly schemas: SchemaSource;
  readonly logger: Logger;
  readonly onLook: () => void;
  /** Told when messages can be taken, or reading has failed for good. */
  readonly onNews: () => void;
  readonly onGap: (topic: string, gap: BusGap) => void;
  readonly watch: KafkaWatch | null;
}
