-- Events from Kafka. Nothing here is about a learner.

-- A body in the frame of a schema registry is kept with the schema that it was written with: reading it again needs no registry.
ALTER TABLE parked_message DROP CONSTRAINT parked_message_format_check;
ALTER TABLE parked_message ADD CONSTRAINT parked_message_format_check CHECK (format IN ('avro', 'json', 'confluent'));
ALTER TABLE parked_message ADD COLUMN writer_schema text;

-- How far each partition is processed, written in the transaction of the batch: what was processed is never processed anew,
-- and who has lost a partition changes nothing any more.
CREATE TABLE kafka_position (
  topic       text NOT NULL,
  group_name  text NOT NULL,
  partition   integer NOT NULL,
  -- Kafka's id of the topic: one that is made anew under the same name has another.
  topic_id    text NOT NULL,
  -- The offset that is processed next.
  next_offset bigint NOT NULL,
  -- Who may move it on: the process to which the partition was given last.
  owner       text NOT NULL,
  -- How often in a row a process was given the partition and ended before it had got beyond what it was given first.
  tries       integer NOT NULL,
  begun_to    bigint NOT NULL,
  -- The end of the partition when it was last looked at, and when the last message that was processed had been sent.
  seen_end    bigint NOT NULL,
  last_time   timestamptz,
  -- Offsets without a message were seen: of compaction, or of transactions.
  has_holes   boolean NOT NULL,
  -- Counts how often the topic was gone and came back: another one, under the same name.
  life        integer NOT NULL,
  -- When it was moved on last.
  seen_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, group_name, partition)
);

-- Of Kafka the partition, and whether it is at most as many: some of its offsets may never have been messages.
ALTER TABLE bus_gap ADD COLUMN partition integer;
ALTER TABLE bus_gap ADD COLUMN at_most boolean NOT NULL DEFAULT false;
