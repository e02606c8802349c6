import { z } from 'zod';
import { gapReasons } from '../../store/engine/bus-gaps.ts';
import { pageOf, pageQuery, timestamp } from './common.ts';

/** Events that were gone from the bus before they were processed. */
export const gap = z
  .strictObject({
    id: z.int(),
    topic: z.string(),
    group: z.string(),
    reason: z.enum(gapReasons),
    lost: z.int(),
    exact: z.boolean().meta({ description: 'False: the count is a minimum, or a maximum; see atMost.' }),
    atMost: z.boolean().meta({
      description:
        'The count is a maximum: after compaction, or with transactions, some Kafka offsets have no messages.',
    }),
    partition: z
      .int()
      .nullable()
      .meta({ description: 'Partition of a Kafka topic; null on a bus without partitions.' }),
    from: timestamp.nullable().meta({ description: 'They were sent after this time, by the clock of the bus.' }),
    until: timestamp.nullable(),
    foundAt: timestamp,
    acknowledgedAt: timestamp.nullable(),
  })
  .meta({ id: 'Gap' });

export type Gap = z.output<typeof gap>;
export const gapPage = pageOf(gap, 'GapPage');
export type GapPage = z.output<typeof gapPage>;

export const gapQuery = z.strictObject({ ...pageQuery, acknowledged: z.enum(['true', 'false']).optional() });

export const gapAcknowledgement = z
  .strictObject({
    id: z.int().positive().nullable().meta({ description: 'Null: all open gaps.' }),
  })
  .meta({ id: 'GapAcknowledgement' });

export const gapsAcknowledged = z.strictObject({ acknowledged: z.int() }).meta({ id: 'GapsAcknowledged' });
