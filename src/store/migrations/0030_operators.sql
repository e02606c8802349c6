-- What is known of an account is what was found out last: by a test, a sync or a delivery. What was said is kept apart from
-- what to do about it, and from its raw form.
ALTER TABLE connection_test
  ADD COLUMN found_by text NOT NULL DEFAULT 'test' CHECK (found_by IN ('test', 'sync', 'delivery')),
  ADD COLUMN advice text,
  ADD COLUMN raw text;

-- Since when nothing is tried there; null while it is not paused.
ALTER TABLE provider_account ADD COLUMN paused_since timestamptz;
UPDATE provider_account SET paused_since = updated_at WHERE paused_until IS NOT NULL;
