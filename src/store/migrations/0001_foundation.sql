-- The tables of the engine. Times are UTC; event times keep the microseconds of the event.
-- Of the engine's tables only `learner`, and the bytes of `parked_message` and of `inbox_message`, have personal data
-- (username, email, name): everything else that names a learner does it by the LMS user id.

-- S5: identity is the LMS user id; the rest follows the newest event by event time.
CREATE TABLE learner (
  id             bigint PRIMARY KEY,
  username       text NOT NULL,
  email          text NOT NULL,
  name           text NOT NULL,
  is_active      boolean NOT NULL,
  identity_time  timestamptz NOT NULL,
  identity_event text NOT NULL,
  retired_at     timestamptz,
  created_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX learner_username ON learner (username);

CREATE TABLE badge_template (
  id                integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug              text NOT NULL CONSTRAINT badge_template_slug_key UNIQUE,
  -- How signals name the template, unless Credly has an id for it.
  uuid              uuid NOT NULL DEFAULT gen_random_uuid(),
  name              text NOT NULL,
  description       text NOT NULL,
  image_url         text,
  origin            text NOT NULL CHECK (origin IN ('openedx', 'credly', 'accredible')),
  -- Credly organization or Accredible account, and the template's id there. The pair belongs to one account only, so
  -- that equal numbers of two accounts never meet.
  account           text NOT NULL DEFAULT '',
  external_template text NOT NULL DEFAULT '',
  active            boolean NOT NULL,
  -- Counts edits of the rules; evidence names it (S10).
  version           integer NOT NULL DEFAULT 1,
  requirements      jsonb NOT NULL,
  penalties         jsonb NOT NULL,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX badge_template_external_key ON badge_template (origin, account, external_template) WHERE origin <> 'openedx';

-- The rules as they were, so that the evidence of an old fulfillment can still be explained (S10, S19).
CREATE TABLE badge_template_version (
  template_id  integer NOT NULL REFERENCES badge_template,
  version      integer NOT NULL,
  requirements jsonb NOT NULL,
  penalties    jsonb NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (template_id, version)
);

-- One row. Every change of templates raises it in its own transaction; every consumer compares it before each batch.
CREATE TABLE rules_revision (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  revision bigint NOT NULL
);
INSERT INTO rules_revision (revision) VALUES (1);

-- The tables that every award writes to name learners, templates and badges without foreign keys. What they name is there:
-- it is made or locked in the same transaction before, and never deleted. A check of each row would cost as much again as
-- writing it, and the locks that it takes on a template's row would make the consumers wait for each other.

-- S11: each (learner, requirement) is a last-writer-wins register; the row is its newest write with the evidence (S10).
-- A reset of something never fulfilled is kept too, so that a late, older pass can't win over a newer fail.
CREATE TABLE fulfillment (
  learner_id       bigint NOT NULL,
  template_id      integer NOT NULL,
  requirement      text NOT NULL,
  fulfilled        boolean NOT NULL,
  event_time       timestamptz NOT NULL,
  event_id         text NOT NULL,
  event_type       text NOT NULL,
  event_source     text NOT NULL,
  -- The values that the rules read, by key path.
  evidence         jsonb NOT NULL,
  template_version integer NOT NULL,
  PRIMARY KEY (learner_id, template_id, requirement)
);

-- S9: one row per learner and template, made at the first fulfillment.
CREATE TABLE badge_progress (
  learner_id  bigint NOT NULL,
  template_id integer NOT NULL,
  groups_met  integer NOT NULL,
  groups      integer NOT NULL,
  complete    boolean NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (learner_id, template_id)
);
CREATE INDEX badge_progress_template ON badge_progress (template_id);

-- S14 to S17. The work that is due outside is visible in the badge's own row: what (`due`), when (`due_at`), who has it
-- (`claimed_by` until `claimed_until`) and how it went (`last_*`).
CREATE TABLE badge (
  id                uuid PRIMARY KEY,
  learner_id        bigint NOT NULL,
  template_id       integer NOT NULL,
  status            text NOT NULL CHECK (status IN ('awarded', 'revoked')),
  state             text NOT NULL CHECK (state IN
                      ('created', 'no_response', 'error', 'pending', 'accepted', 'rejected', 'revoked', 'expired')),
  earned_at         timestamptz NOT NULL,
  revoked_at        timestamptz,
  reason            text NOT NULL DEFAULT '',
  external_id       text,
  external_url      text,
  due               text CHECK (due IN ('issue', 'revoke')),
  due_at            timestamptz,
  -- Attempts started and finished: a difference means that one was cut off and may have taken effect (S21).
  attempts_started  integer NOT NULL DEFAULT 0,
  attempts_finished integer NOT NULL DEFAULT 0,
  -- Retryable failures since the last success or operator's retry; drives the back-off.
  failures          integer NOT NULL DEFAULT 0,
  -- True when an issue may have happened outside without our knowing: find before the next try (S21).
  uncertain         boolean NOT NULL DEFAULT false,
  claimed_by        text,
  claimed_until     timestamptz,
  last_status       integer,
  last_body         text,
  last_attempt_at   timestamptz,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT badge_learner_template_key UNIQUE (learner_id, template_id),
  CHECK ((due IS NULL) = (due_at IS NULL))
);
-- By template, so that one account's backlog is never read to find another's (S23).
CREATE INDEX badge_due ON badge (template_id, due_at) WHERE due IS NOT NULL;
CREATE INDEX badge_template_badges ON badge (template_id);

-- Append-only: what happened to progress, badges and templates, with the causing event.
CREATE TABLE history (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  learner_id   bigint,
  template_id  integer,
  kind         text NOT NULL,
  event_id     text,
  event_type   text,
  event_source text,
  event_time   timestamptz,
  details      jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX history_learner ON history (learner_id, id);
-- What happened to the templates themselves (S19); a learner's lines are found by the learner.
CREATE INDEX history_template ON history (template_id, id) WHERE learner_id IS NULL;

-- S20: signals waiting for the bus. The id is the CloudEvents id and never changes; the payload is made from the badge
-- when it is sent, so no personal data waits here.
CREATE TABLE outbox (
  position   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id         uuid NOT NULL,
  signal     text NOT NULL CHECK (signal IN ('awarded', 'revoked')),
  badge_id   uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- S3: what could not be read or processed, with its bytes.
CREATE TABLE parked_message (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic      text NOT NULL,
  position   text NOT NULL,
  format     text NOT NULL CHECK (format IN ('avro', 'json')),
  -- Metadata as it came: alternating names and values in base64.
  fields     jsonb NOT NULL,
  body       bytea,
  reason     text NOT NULL,
  detail     text NOT NULL,
  parked_at  timestamptz NOT NULL DEFAULT now(),
  retried_at timestamptz,
  retries    integer NOT NULL DEFAULT 0,
  CONSTRAINT parked_message_origin_key UNIQUE (topic, position)
);
CREATE INDEX parked_message_reason ON parked_message (reason, id);

-- Events taken over HTTP, durable before the sender gets its answer.
CREATE TABLE inbox_message (
  position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  format        text NOT NULL CHECK (format IN ('avro', 'json')),
  fields        jsonb NOT NULL,
  body          bytea,
  deliveries    integer NOT NULL DEFAULT 0,
  claimed_by    text,
  claimed_until timestamptz,
  received_at   timestamptz NOT NULL DEFAULT now()
);

-- S21, S23: how each account outside is doing; shared by all workers and kept over restarts.
CREATE TABLE provider_account (
  origin       text NOT NULL,
  account      text NOT NULL,
  failures     integer NOT NULL DEFAULT 0,
  paused_until timestamptz,
  last_status  integer,
  last_body    text,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (origin, account)
);
