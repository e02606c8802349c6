import type { Queryable } from '../database/database.ts';

/** When events of a type came. */
export interface EventTypeSeen {
  readonly type: string;
  /** Since when it is watched for. */
  readonly watchedSince: Date;
  /** Null: none has come since then. */
  readonly firstSeenAt: Date | null;
  readonly lastSeenAt: Date | null;
}

export function loadEventTypesSeen(queryable: Queryable): Promise<EventTypeSeen[]> {
  return queryable.query<EventTypeSeen>(
    `SELECT event_type AS type, watched_since AS "watchedSince", first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt"
     FROM event_type_seen ORDER BY event_type`,
  );
}

/** Notes that these types are watched for from now on, unless they are already. */
export async function watchEventTypes(queryable: Queryable, types: readonly string[]): Promise<void> {
  await queryable.query(
    `INSERT INTO event_type_seen (event_type) SELECT unnest($1::text[]) ON CONFLICT (event_type) DO NOTHING`,
    [types.toSorted()],
  );
}

/** Notes that events of these types have come now. In one order, so that processes never wait for each other in a circle. */
export async function storeEventTypesSeen(queryable: Queryable, types: readonly string[]): Promise<void> {
  await queryable.query(
    `INSERT INTO event_type_seen (event_type, first_seen_at, last_seen_at)
     SELECT type, now(), now() FROM unnest($1::text[]) AS type ORDER BY type
     ON CONFLICT (event_type) DO UPDATE
     SET first_seen_at = coalesce(event_type_seen.first_seen_at, excluded.first_seen_at),
         last_seen_at = greatest(event_type_seen.last_seen_at, excluded.last_seen_at)`,
    [types],
  );
}
