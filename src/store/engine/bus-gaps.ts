import type { Transaction } from '../database/database.ts';
import type { GroupName } from './bus-positions.ts';

/**
 * Why messages were lost: `trimmed` by the stream's maximal length or the retention of Kafka, `deleted` one by one, `unfinished` when they were read
 * but gone before they were processed, or the consumer group or the whole topic was gone.
 */
export const gapReasons = ['trimmed', 'deleted', 'unfinished', 'group_gone', 'topic_gone'] as const;
export type GapReason = (typeof gapReasons)[number];

/** Messages that were removed from a topic before a consumer group had processed them. */
export interface BusGap {
  readonly reason: GapReason;
  /** Which topic of this name it was; see BusPosition. */
  readonly life: number;
  /** They were after this entry. */
  readonly afterId: string;
  readonly lost: number;
  /** False: at least so many, or {@link atMost}. */
  readonly exact: boolean;
  /** Of Kafka: at most so many, for some of the offsets that are gone may never have been messages. */
  readonly atMost?: boolean;
  /** Of Kafka, which keeps each partition by itself. */
  readonly partition?: number;
  /** When they were sent, by the clock of the bus; null when that is not known. */
  readonly from: Date | null;
  readonly until: Date | null;
}

/**
 * Keeps a gap. What is lost after the same entry later is added to it, and needs attention again.
 *
 * @returns false when it was known: messages that were read are found lost by each process that looks for them
 */
export async function storeBusGap(
  transaction: Transaction,
  { topic, group }: GroupName,
  gap: BusGap,
): Promise<boolean> {
  const rows = await transaction.query(
    `INSERT INTO bus_gap (topic, group_name, reason, life, after_id, lost, exact, lost_from, lost_until, at_most,
                          partition)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (topic, group_name, life, reason, after_id) DO UPDATE
     SET lost = bus_gap.lost + excluded.lost, exact = bus_gap.exact AND excluded.exact,
         at_most = bus_gap.at_most OR excluded.at_most,
         lost_until = excluded.lost_until, found_at = now(), acknowledged_at = NULL
     WHERE bus_gap.reason <> 'unfinished'
     RETURNING id`,
    [
      topic,
      group,
      gap.reason,
      gap.life,
      gap.afterId,
      gap.lost,
      gap.exact,
      gap.from,
      gap.until,
      gap.atMost ?? false,
      gap.partition ?? null,
    ],
  );
  return rows.length > 0;
}
