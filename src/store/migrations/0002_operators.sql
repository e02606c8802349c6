-- What people see and do: connections to providers with their sealed keys, jobs, the audit of changes, figures over time.

-- Credly organizations and Accredible API configs that were connected in Laurel itself; those of the settings are not
-- here. The key is sealed (src/secrets.ts) and never leaves this column in clear.
CREATE TABLE connection (
  origin        text NOT NULL CHECK (origin IN ('credly', 'accredible')),
  account       text NOT NULL,
  name          text NOT NULL,
  sealed_key    text NOT NULL,
  -- When the provider made the key, as an operator tells it: Credly's stop working 180 days later.
  key_issued_on date NOT NULL,
  -- Counts the edits; the entity tag of the resource.
  version       integer NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (origin, account)
);

-- What the newest test of an account said, whether its key is here or in the settings.
CREATE TABLE connection_test (
  origin    text NOT NULL,
  account   text NOT NULL,
  succeeded boolean NOT NULL,
  status    integer,
  message   text NOT NULL,
  tested_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (origin, account)
);

-- S24: each sync of an account's templates, while it runs and afterwards.
CREATE TABLE sync_job (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  origin       text NOT NULL,
  account      text NOT NULL,
  state        text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'succeeded', 'failed', 'interrupted')),
  pages        integer NOT NULL DEFAULT 0,
  templates    integer NOT NULL DEFAULT 0,
  report       jsonb,
  error        text,
  actor        text NOT NULL,
  started_at   timestamptz NOT NULL DEFAULT now(),
  -- A job whose process died shows no sign of life any more, and is interrupted then.
  heartbeat_at timestamptz NOT NULL DEFAULT now(),
  finished_at  timestamptz
);
-- One at a time for each account.
CREATE UNIQUE INDEX sync_job_running ON sync_job (origin, account) WHERE state = 'running';
CREATE INDEX sync_job_account ON sync_job (origin, account, started_at, id);
CREATE INDEX sync_job_newest ON sync_job (started_at, id);

-- Append-only: every change that somebody made, with who, when, before and after. Holds no secret, and of learners
-- nothing but their LMS user id.
CREATE TABLE audit (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- `user:<id>`, `key:<id>`, `cli:<name>`; actor_name is how they were called then.
  actor       text NOT NULL,
  actor_name  text NOT NULL,
  -- `template.update`, `badge.revoke`, ...
  action      text NOT NULL,
  target_type text NOT NULL,
  target      text NOT NULL,
  reason      text NOT NULL DEFAULT '',
  before      jsonb,
  after       jsonb,
  request_id  text
);
CREATE INDEX audit_target ON audit (target, id);
CREATE INDEX audit_target_type ON audit (target_type, id);
CREATE INDEX audit_actor ON audit (actor, id);
CREATE INDEX audit_action ON audit (action, id);

-- Commands that came with an Idempotency-Key: the answer that was given, so that a repetition gets the same one. Until
-- there is an answer, the command is under way.
CREATE TABLE idempotent_command (
  actor       text NOT NULL,
  key         text NOT NULL,
  -- Method, path and digest of the body: the same key with something else is a mistake.
  fingerprint text NOT NULL,
  status      integer,
  headers     jsonb,
  body        text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, key)
);
CREATE INDEX idempotent_command_age ON idempotent_command (created_at);

-- Figures over time, for the charts: counted in each process and added up here every few seconds.
CREATE TABLE activity (
  minute timestamptz NOT NULL,
  metric text NOT NULL,
  count  bigint NOT NULL,
  PRIMARY KEY (minute, metric)
);

-- What happens once in the life of a site: when the first event was processed (`first_event`).
CREATE TABLE milestone (
  name       text PRIMARY KEY,
  reached_at timestamptz NOT NULL
);

-- S25: the webhook events of Credly that were acted on; a repetition does nothing.
CREATE TABLE credly_webhook_event (
  id           uuid PRIMARY KEY,
  organization uuid NOT NULL,
  event_type   text NOT NULL,
  outcome      text NOT NULL,
  occurred_at  timestamptz,
  received_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX credly_webhook_event_age ON credly_webhook_event (received_at);
-- A provider names a badge by its own id.
CREATE INDEX badge_external ON badge (external_id) WHERE external_id IS NOT NULL;

-- The trace of the batch that made the work due, so that the provider call joins it (W3C traceparent). Null without tracing.
ALTER TABLE badge ADD COLUMN trace_parent text;

-- Lists page by these, however long they are.
CREATE INDEX badge_newest ON badge (created_at, id);
DROP INDEX badge_template_badges;
CREATE INDEX badge_template_newest ON badge (template_id, created_at, id);
CREATE INDEX badge_failed ON badge (created_at, id) WHERE state IN ('error', 'no_response');
-- Deliveries that wait for an operator, by account.
CREATE INDEX badge_failed_for_good ON badge (template_id) WHERE state IN ('error', 'no_response') AND due IS NULL;
CREATE INDEX badge_revoked ON badge (created_at, id) WHERE status = 'revoked';
CREATE INDEX badge_template_revoked ON badge (template_id, created_at, id) WHERE status = 'revoked';
-- The states that most badges are not in for long, so that a list of them is found at once.
CREATE INDEX badge_state ON badge (template_id, state, created_at, id) WHERE state <> 'accepted';
-- Of a template: those who are through, those who are not, and both merged.
DROP INDEX badge_progress_template;
CREATE INDEX badge_progress_template ON badge_progress (template_id, complete, learner_id);
CREATE INDEX badge_template_name ON badge_template (lower(name), id);
CREATE INDEX badge_template_updated ON badge_template (updated_at, id);
-- Everything of a template, of its learners too; costs an award about 3 microseconds.
CREATE INDEX history_template_all ON history (template_id, id);
-- What happens seldom; every award writes the others.
CREATE INDEX history_kind ON history (kind, id) WHERE kind NOT IN ('fulfilled', 'awarded', 'issued');
-- Learners are found by how any of these begins, in small or capital letters. In the order of the bytes ("C"), where a
-- beginning is a range. A learner whom an event makes costs some 20 microseconds more for these three; a known one nothing.
DROP INDEX learner_username;
CREATE INDEX learner_by_username ON learner (lower(username) COLLATE "C");
CREATE INDEX learner_by_email ON learner (lower(email) COLLATE "C");
CREATE INDEX learner_by_name ON learner (lower(name) COLLATE "C");

-- How many learners hold the badge of a template, and how many are on the way to it (progress that is not complete):
-- the sums over the slots. Counted along with every change, for to count a million rows takes too long for a page.
--
-- Transactions must not wait for each other here, so each adds to rows that no other one that is under way touches: its
-- slot is the first whose lock is free. There are as many slots as there were ever transactions at once, a handful.
CREATE TABLE template_use (
  template_id integer NOT NULL,
  slot        integer NOT NULL,
  holders     bigint NOT NULL DEFAULT 0,
  in_progress bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (template_id, slot)
) WITH (fillfactor = 50);

CREATE FUNCTION template_use_slot() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  slot integer := 0;
BEGIN
  WHILE NOT pg_try_advisory_xact_lock(76982116, slot) LOOP
    slot := slot + 1;
  END LOOP;
  RETURN slot;
END $$;

-- The changes by template: `{"12": -3}`; null when there are none.
CREATE FUNCTION add_holders(changes jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO template_use AS used (template_id, slot, holders)
  SELECT change.key::integer, own.slot, change.value::bigint
  FROM (SELECT template_use_slot() AS slot WHERE changes IS NOT NULL) AS own, jsonb_each_text(changes) AS change
  ON CONFLICT (template_id, slot) DO UPDATE SET holders = used.holders + excluded.holders
$$;

CREATE FUNCTION add_in_progress(changes jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO template_use AS used (template_id, slot, in_progress)
  SELECT change.key::integer, own.slot, change.value::bigint
  FROM (SELECT template_use_slot() AS slot WHERE changes IS NOT NULL) AS own, jsonb_each_text(changes) AS change
  ON CONFLICT (template_id, slot) DO UPDATE SET in_progress = used.in_progress + excluded.in_progress
$$;

CREATE FUNCTION count_holders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      PERFORM add_holders(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, count(*) AS change FROM new_rows WHERE status = 'awarded' GROUP BY 1) AS counted;
    WHEN 'UPDATE' THEN
      PERFORM add_holders(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, sum(change) AS change
            FROM (SELECT template_id, 1 AS change FROM new_rows WHERE status = 'awarded'
                  UNION ALL SELECT template_id, -1 FROM old_rows WHERE status = 'awarded') AS changed
            GROUP BY 1 HAVING sum(change) <> 0) AS counted;
    WHEN 'DELETE' THEN
      PERFORM add_holders(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, -count(*) AS change FROM old_rows WHERE status = 'awarded' GROUP BY 1) AS counted;
    WHEN 'TRUNCATE' THEN
      UPDATE template_use SET holders = 0;
  END CASE;
  RETURN NULL;
END $$;

CREATE FUNCTION count_in_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, count(*) AS change FROM new_rows WHERE NOT complete GROUP BY 1) AS counted;
    WHEN 'UPDATE' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, sum(change) AS change
            FROM (SELECT template_id, 1 AS change FROM new_rows WHERE NOT complete
                  UNION ALL SELECT template_id, -1 FROM old_rows WHERE NOT complete) AS changed
            GROUP BY 1 HAVING sum(change) <> 0) AS counted;
    WHEN 'DELETE' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, -count(*) AS change FROM old_rows WHERE NOT complete GROUP BY 1) AS counted;
    WHEN 'TRUNCATE' THEN
      UPDATE template_use SET in_progress = 0;
  END CASE;
  RETURN NULL;
END $$;

INSERT INTO template_use (template_id, slot, holders, in_progress)
SELECT id, 0, (SELECT count(*) FROM badge WHERE template_id = template.id AND status = 'awarded'),
       (SELECT count(*) FROM badge_progress WHERE template_id = template.id AND NOT complete)
FROM badge_template AS template;

CREATE TRIGGER badge_inserted AFTER INSERT ON badge REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_holders();
CREATE TRIGGER badge_updated AFTER UPDATE ON badge REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_holders();
CREATE TRIGGER badge_deleted AFTER DELETE ON badge REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_holders();
CREATE TRIGGER badge_emptied AFTER TRUNCATE ON badge FOR EACH STATEMENT EXECUTE FUNCTION count_holders();
CREATE TRIGGER badge_progress_inserted AFTER INSERT ON badge_progress REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_in_progress();
CREATE TRIGGER badge_progress_updated AFTER UPDATE ON badge_progress
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_in_progress();
CREATE TRIGGER badge_progress_deleted AFTER DELETE ON badge_progress REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_in_progress();
CREATE TRIGGER badge_progress_emptied AFTER TRUNCATE ON badge_progress
  FOR EACH STATEMENT EXECUTE FUNCTION count_in_progress();
CREATE INDEX parked_message_topic ON parked_message (topic, id);
