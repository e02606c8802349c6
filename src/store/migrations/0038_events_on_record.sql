-- What the events of a learner said to the rules that ask for events of their type: of those that fare alike with every rule the
-- newest one. Of learners who are stored, and without names. The digest is of what makes them alike.
CREATE TABLE event_on_record (
  learner_id  bigint NOT NULL,
  event_type  text NOT NULL,
  likeness    uuid NOT NULL,
  event_id    text NOT NULL,
  event_time  timestamptz NOT NULL,
  -- What rules read of it, by key path.
  said        jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (learner_id, event_type, likeness)
);
