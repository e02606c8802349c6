-- S28: the time of a signal is that of the event that caused it, later than that of the badge's signal before it.
ALTER TABLE outbox ADD COLUMN signal_time timestamptz NOT NULL DEFAULT now();
-- What waits now would have gone out with the time of its recording.
UPDATE outbox SET signal_time = created_at;

-- The time of the badge's newest signal. Null: made before this migration, and its signal had the time of its recording.
ALTER TABLE badge ADD COLUMN signalled_at timestamptz;
