import { drawSlot } from '../../src/issuing/open-badges/status-list/bits.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { addBadges, makeWorker } from '../../test/support/deliveries.ts';
import { addIssuer, issuingParts } from '../../test/support/issuing.ts';
import type { Site } from './site.ts';

/** Learners and badges of a site's first template, due since long. */
export async function addDueBadges({ database }: Site, firstLearner: number, count: number): Promise<void> {
  const those = `generate_series(${firstLearner}, ${firstLearner + count - 1}) AS id`;
  await database.query(
    `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
     SELECT id, 'learner' || id, 'learner' || id || '@example.org', 'Learner ' || id, true, now(), 'event-' || id FROM ${those}`,
  );
  await database.query(
    `INSERT INTO badge (id, learner_id, template_id, status, state, earned_at, due, due_at)
     SELECT gen_random_uuid(), id, 1, 'awarded', 'created', now(), 'issue', now() - interval '1 hour' FROM ${those}`,
  );
}

/** An issuer, and badges that it has issued and their learners have published. Its parts are to be closed by their signer. */
export async function issuePublished({ database }: Site, count: number): Promise<IssuingParts> {
  const parts = issuingParts(database);
  await addIssuer(database);
  await addBadges(database, 1, count, { firstLearner: 900_000_000 });
  const { worker } = makeWorker(database, { issuing: parts });
  worker.start();
  await worker.whenIdle();
  await worker.stop();
  await database.query('UPDATE credential SET published_at = now()');
  return parts;
}

/** Takes every slot of the first status list, and revokes one badge in five. The badges are there, and nobody has signed them. */
export async function fillList(site: Site, slots: number): Promise<void> {
  const { database } = site;
  await addDueBadges(site, 800_000_000, slots);
  await database.query('UPDATE badge SET due = NULL, due_at = NULL WHERE learner_id BETWEEN 800000000 AND 899999999');
  const all = Array.from({ length: slots }, (_, number) => drawSlot(() => number));
  await database.query(
    `INSERT INTO credential (badge_id, public_id, issuer_id, achievement_id, achievement_version, list_id, slot, salt,
                             awarded_at, valid_from, revoked_at)
     SELECT badge.id, 'public-' || badge.id, model.issuer_id, model.achievement_id, model.achievement_version, model.list_id, free.slot, '',
            now(), now(), CASE WHEN free.number % 5 = 0 THEN now() END
     FROM (SELECT * FROM credential LIMIT 1) AS model
     CROSS JOIN (SELECT slot::integer, row_number() OVER () AS number FROM jsonb_array_elements_text($1::jsonb) AS wanted (slot)
                 WHERE NOT EXISTS (SELECT FROM credential AS taken WHERE taken.slot = wanted.slot::integer)) AS free
     JOIN (SELECT id, row_number() OVER () AS number FROM badge WHERE learner_id BETWEEN 800000000 AND 899999999) AS badge
       ON badge.number = free.number`,
    [JSON.stringify(all)],
  );
  await database.query('VACUUM ANALYZE');
}
