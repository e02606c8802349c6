import type { Sighting } from '../../rules/watch.ts';
import type { Transaction } from '../database/database.ts';
import { rowSet } from '../database/rows.ts';

const rows = rowSet({
  learner: 'bigint',
  type: 'text',
  likeness: 'text',
  event: 'text',
  time: 'micros',
  said: 'jsonb',
});

/**
 * Keeps what events of stored learners said: of those that are alike the newest one, so that a learner has no more rows than the
 * rules tell apart. The learners must be locked.
 */
export async function writeSightings(transaction: Transaction, sightings: readonly Sighting[]): Promise<void> {
  if (sightings.length === 0) return;
  await transaction.query(
    `INSERT INTO event_on_record AS held (learner_id, event_type, likeness, event_id, event_time, said)
     SELECT id, type, md5(likeness)::uuid, event, "time", said
     FROM ${rows.inParameter} AS row JOIN learner ON id = learner AND retired_at IS NULL
     ON CONFLICT (learner_id, event_type, likeness) DO UPDATE
     SET event_id = excluded.event_id, event_time = excluded.event_time, said = excluded.said, recorded_at = now()
     WHERE (excluded.event_time, excluded.event_id COLLATE "C") > (held.event_time, held.event_id)`,
    [
      rows.toParameter(
        newest(sightings).map(({ learner, event: { id, type, time }, said, likeness }) => ({
          learner,
          type,
          likeness,
          event: id,
          time,
          said,
        })),
      ),
    ],
  );
}

/** Of a batch's own events, too, a row can be written once. */
function newest(sightings: readonly Sighting[]): Sighting[] {
  const byRow = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const { learner, event, likeness } = sighting;
    const row = `${learner} ${event.type} ${likeness}`;
    const held = byRow.get(row)?.event;
    if (held && (held.time > event.time || (held.time === event.time && held.id >= event.id))) continue;
    byRow.set(row, sighting);
  }
  return [...byRow.values()];
}
