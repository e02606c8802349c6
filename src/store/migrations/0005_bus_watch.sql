-- What was lost on the event bus before it could be read. Nothing here is about a learner.

-- How far a consumer group of Redis Streams was seen to have read, so that what vanished from its topic is noticed, also
-- when topic and group vanish with it, or nobody reads for a while.
CREATE TABLE bus_position (
  topic      text NOT NULL,
  group_name text NOT NULL,
  -- False: about to make the group; before that nothing is promised.
  joined     boolean NOT NULL,
  -- The newest entry that the group had read, and the how-manieth it was of all that were ever added; null: not known.
  read_id    text NOT NULL,
  ordinal    bigint,
  -- What Redis counted as read then (`entries-read`): not to be trusted itself, but for the difference.
  counter    bigint,
  -- How many entries were ever added then, the newest of them, and the oldest that was there.
  added      bigint,
  newest_id  text NOT NULL,
  oldest_id  text NOT NULL,
  -- What was lost up to here is told, and so many of it.
  lost_to    text NOT NULL,
  told       bigint NOT NULL,
  -- Counts how often the topic was gone and came back: another one, under the same name.
  life       integer NOT NULL,
  seen_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, group_name)
);

-- Messages that were removed from a topic before a consumer group had processed them.
CREATE TABLE bus_gap (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic           text NOT NULL,
  group_name      text NOT NULL,
  reason          text NOT NULL CHECK (reason IN ('trimmed', 'deleted', 'unfinished', 'group_gone', 'topic_gone')),
  life            integer NOT NULL,
  -- They were after this entry.
  after_id        text NOT NULL,
  -- How many; at least so many unless exact.
  lost            bigint NOT NULL,
  exact           boolean NOT NULL,
  -- When they were sent, by the clock of Redis: from and until; null: not known.
  lost_from       timestamptz,
  lost_until      timestamptz,
  found_at        timestamptz NOT NULL DEFAULT now(),
  -- Somebody knows of it: it needs no attention any more.
  acknowledged_at timestamptz,
  CONSTRAINT bus_gap_key UNIQUE (topic, group_name, life, reason, after_id)
);
CREATE INDEX bus_gap_open ON bus_gap (id) WHERE acknowledged_at IS NULL;
