-- What operators start in the pages and what takes long: pruning what is old, and processing events again that are still on the
-- bus. Where a job is lies in its row: a process that ends leaves the rest to another. No personal data: who asked is named as
-- in the audit, by an id.
CREATE TABLE maintenance_job (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind          text NOT NULL CHECK (kind IN ('prune', 'replay')),
  state         text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'stopped', 'failed')),
  actor         text NOT NULL,
  -- Of a replay: when the events came to the bus.
  replay_from   timestamptz,
  replay_until  timestamptz,
  -- Where it goes on; null: at the beginning.
  place         jsonb,
  -- What it did so far: counts by name.
  figures       jsonb NOT NULL DEFAULT '{}',
  -- Why it failed, for operators.
  error         text,
  stop_asked_at timestamptz,
  asked_at      timestamptz NOT NULL DEFAULT now(),
  -- Who works at it, and how long nobody else does.
  holder        uuid,
  held_until    timestamptz NOT NULL DEFAULT now(),
  -- How often in a row a process took it and got no further.
  tries         integer NOT NULL DEFAULT 0,
  finished_at   timestamptz,
  CHECK ((kind = 'replay') = (replay_from IS NOT NULL AND replay_until IS NOT NULL)),
  CHECK ((state = 'running') = (finished_at IS NULL))
);
-- One of each kind at a time.
CREATE UNIQUE INDEX maintenance_job_running ON maintenance_job (kind) WHERE finished_at IS NULL;
CREATE INDEX maintenance_job_newest ON maintenance_job (asked_at, id);
