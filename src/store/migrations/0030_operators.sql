-- What is known of an account is what was found out last: by a test, a sync or a delivery. What was said is kept apart from
-- what to do about it, and from its raw form.
ALTER TABLE connection_test
  ADD COLUMN found_by text NOT NULL DEFAULT 'test' CHECK (found_by IN ('test', 'sync', 'delivery')),
  ADD COLUMN advice text,
  ADD COLUMN raw text;

-- Since when nothing is tried there; null while it is not paused.
ALTER TABLE provider_account ADD COLUMN paused_since timestamptz;
UPDATE provider_account SET paused_since = updated_at WHERE paused_until IS NOT NULL;

-- What is done to many at once (parked messages, awards, revocations) goes on in steps as pruning and replays do; any number of
-- these may be under way.
ALTER TABLE maintenance_job
  -- What is to be done: which messages, or which learners and template, and why. Ids alone, nothing personal.
  ADD COLUMN wish jsonb,
  -- What was not done, and why, one by one.
  ADD COLUMN left_out jsonb NOT NULL DEFAULT '[]',
  DROP CONSTRAINT maintenance_job_kind_check,
  ADD CONSTRAINT maintenance_job_kind_check
    CHECK (kind IN ('prune', 'replay', 'retry_parked', 'discard_parked', 'award', 'revoke')),
  ADD CHECK ((kind IN ('prune', 'replay')) = (wish IS NULL));
DROP INDEX maintenance_job_running;
CREATE UNIQUE INDEX maintenance_job_running ON maintenance_job (kind) WHERE finished_at IS NULL AND kind IN ('prune', 'replay');

-- Learners are found by any word of their names: of the name, of the user name and of the address before its @.
CREATE INDEX learner_words ON learner USING gin (
  to_tsvector('simple', translate(name || ' ' || username || ' ' || split_part(email, '@', 1), '._-+@', '     ')));
