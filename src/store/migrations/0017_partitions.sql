-- The history grows with every event that has an effect, and never stops: it is kept by the month, so that what is too old goes
-- as a whole, and indexes and vacuum see a month at a time (docs/decisions/0033). What was written before stays where it is:
-- the old table becomes the partition of everything up to the end of this month. PostgreSQL reads it once to be sure of that,
-- and nothing is copied. Keys stay in the partitions: nothing looks a line up by its id but the lists, which sort by it.
ALTER TABLE history RENAME TO history_before;
ALTER TABLE history_before RENAME CONSTRAINT history_pkey TO history_before_pkey;
ALTER INDEX history_learner RENAME TO history_before_learner;
ALTER INDEX history_template RENAME TO history_before_template;
ALTER INDEX history_template_all RENAME TO history_before_template_all;
ALTER INDEX history_kind RENAME TO history_before_kind;
ALTER TABLE history_before ALTER COLUMN id DROP IDENTITY;

CREATE SEQUENCE history_id_seq;
SELECT setval('history_id_seq', coalesce((SELECT max(id) FROM history_before), 0) + 1, false);

CREATE TABLE history (
  id           bigint NOT NULL DEFAULT nextval('history_id_seq'),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  learner_id   bigint,
  template_id  integer,
  kind         text NOT NULL,
  event_id     text,
  event_type   text,
  event_source text,
  event_time   timestamptz,
  details      jsonb NOT NULL DEFAULT '{}'
) PARTITION BY RANGE (recorded_at);
ALTER SEQUENCE history_id_seq OWNED BY history.id;
CREATE INDEX history_learner ON history (learner_id, id);
CREATE INDEX history_template ON history (template_id, id) WHERE learner_id IS NULL;
CREATE INDEX history_template_all ON history (template_id, id);
CREATE INDEX history_kind ON history (kind, id) WHERE kind NOT IN ('fulfilled', 'awarded', 'issued');

DO $$
BEGIN
  EXECUTE format('ALTER TABLE history ATTACH PARTITION history_before FOR VALUES FROM (MINVALUE) TO (%L)',
    (date_trunc('month', greatest(now(), (SELECT recorded_at FROM history_before ORDER BY id DESC LIMIT 1)) AT TIME ZONE 'UTC')
       + interval '1 month') AT TIME ZONE 'UTC');
END $$;

-- The net: what no month takes, and what outlasts its month when that goes.
CREATE TABLE history_rest PARTITION OF history DEFAULT;
ALTER TABLE history_rest ADD PRIMARY KEY (id);

-- When each kind of what is kept was last pruned, and from when on it is still complete. No personal data.
CREATE TABLE pruning (
  kind      text PRIMARY KEY,
  pruned_at timestamptz NOT NULL DEFAULT now(),
  -- Null: nothing was ever removed.
  kept_from timestamptz,
  -- How much the last pruning removed.
  removed   bigint NOT NULL
);
