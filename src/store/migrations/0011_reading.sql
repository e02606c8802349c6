-- Which message a process has begun to work on alone, because it was handed out before and nobody came to its end: what
-- stays here after the death of the process tells which message it died of. No personal data: where the message is, not
-- what it says.
CREATE TABLE message_attempt (
  topic    text NOT NULL,
  position text NOT NULL,
  -- Attempts that were begun and neither ended nor taken back.
  open     integer NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, position)
);

-- A message that is too large to be kept whole: the size of its body and the SHA-256 of it, while `body` and `fields` hold
-- their beginnings. Null: the message is kept as it came.
ALTER TABLE parked_message
  ADD COLUMN whole_size   bigint,
  ADD COLUMN whole_sha256 text,
  ADD CONSTRAINT parked_message_whole CHECK ((whole_size IS NULL) = (whole_sha256 IS NULL));
