-- When events of each configured type came, so that it can be told that one which templates need never does. No personal data.
CREATE TABLE event_type_seen (
  event_type    text PRIMARY KEY,
  -- Since when a process watches for it.
  watched_since timestamptz NOT NULL DEFAULT now(),
  -- By the database's clock, to about a minute; null: none has come.
  first_seen_at timestamptz,
  last_seen_at  timestamptz
);
