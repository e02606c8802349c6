-- The answers of repeatable commands held the whole views, and with them user names of learners. They are made again for a
-- repetition now; of those that were kept before nothing has to last longer than a day.
DELETE FROM idempotent_command;

-- Whoever may not see people sees the audit without them; such a page is found without reading over all of those.
CREATE INDEX audit_without_people ON audit (id) WHERE target_type NOT IN ('user', 'api_key');
