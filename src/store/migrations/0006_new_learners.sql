-- Which transaction stored a learner. Consumers remember who is not stored, and ask before each batch who has been since
-- (S29): exactly those that their last snapshot did not show. Null: stored before this migration.
ALTER TABLE learner ADD COLUMN made_by xid8;
ALTER TABLE learner ALTER COLUMN made_by SET DEFAULT pg_current_xact_id();
CREATE INDEX learner_made_by ON learner (made_by) WHERE made_by IS NOT NULL;

-- S27: until now one event from a wrong clock could freeze a learner's name and address for years. The next event renews them.
UPDATE learner SET identity_time = now() WHERE identity_time > now() + interval '10 minutes';
