-- What people see and do: connections to providers with their sealed keys, jobs, the audit of changes, figures over time.

-- Credly organizations and Accredible API configs that were connected in Laurel itself; those of the settings are not
-- here. The key is sealed (src/secrets.ts) and never leaves this column in clear.
CREATE TABLE connection (
  origin        text NOT NULL CHECK (origin IN ('credly', 'accredible')),
  account       text NOT NULL,
  name          text NOT NULL,
  sealed_key    text NOT NULL,
  -- When the provider made the key, as an operator tells it: Credly's stop working 180 days later.
  key_issued_on date NOT NULL,
  -- Counts the edits; the entity tag of the resource.
  version       integer NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (origin, account)
);

-- What the newest test of an account said, whether its key is here or in the settings.
CREATE TABLE connection_test (
  origin    text NOT NULL,
  account   text NOT NULL,
  succeeded boolean NOT NULL,
  status    integer,
  message   text NOT NULL,
  tested_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (origin, account)
);

-- S24: each sync of an account's templates, while it runs and afterwards.
CREATE TABLE sync_job (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  origin       text NOT NULL,
  account      text NOT NULL,
  state        text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'succeeded', 'failed', 'interrupted')),
  pages        integer NOT NULL DEFAULT 0,
  templates    integer NOT NULL DEFAULT 0,
  report       jsonb,
  error        text,
  actor        text NOT NULL,
  started_at   timestamptz NOT NULL DEFAULT now(),
  -- A job whose process died shows no sign of life any more, and is interrupted then.
  heartbeat_at timestamptz NOT NULL DEFAULT now(),
  finished_at  timestamptz
);
-- One at a time for each account.
CREATE UNIQUE INDEX sync_job_running ON sync_job (origin, account) WHERE state = 'running';
CREATE INDEX sync_job_account ON sync_job (origin, account, started_at DESC);

-- Append-only: every change that somebody made, with who, when, before and after. Holds no secret, and of learners
-- nothing but their LMS user id.
CREATE TABLE audit (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  -- `user:<id>`, `key:<id>`, `cli:<name>`; actor_name is how they were called then.
  actor       text NOT NULL,
  actor_name  text NOT NULL,
  -- `template.update`, `badge.revoke`, ...
  action      text NOT NULL,
  target_type text NOT NULL,
  target      text NOT NULL,
  reason      text NOT NULL DEFAULT '',
  before      jsonb,
  after       jsonb,
  request_id  text
);
CREATE INDEX audit_target ON audit (target_type, target, id);
CREATE INDEX audit_actor ON audit (actor, id);

-- Commands that came with an Idempotency-Key: the answer that was given, so that a repetition gets the same one. Until
-- there is an answer, the command is under way.
CREATE TABLE idempotent_command (
  actor       text NOT NULL,
  key         text NOT NULL,
  -- Method, path and digest of the body: the same key with something else is a mistake.
  fingerprint text NOT NULL,
  status      integer,
  headers     jsonb,
  body        text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, key)
);
CREATE INDEX idempotent_command_age ON idempotent_command (created_at);

-- Figures over time, for the charts: counted in each process and added up here every few seconds.
CREATE TABLE activity (
  minute timestamptz NOT NULL,
  metric text NOT NULL,
  count  bigint NOT NULL,
  PRIMARY KEY (minute, metric)
);

-- S25: the webhook events of Credly that were acted on; a repetition does nothing.
CREATE TABLE credly_webhook_event (
  id           uuid PRIMARY KEY,
  organization uuid NOT NULL,
  event_type   text NOT NULL,
  outcome      text NOT NULL,
  occurred_at  timestamptz,
  received_at  timestamptz NOT NULL DEFAULT now()
);

-- The trace of the batch that made the work due, so that the provider call joins it (W3C traceparent). Null without tracing.
ALTER TABLE badge ADD COLUMN trace_parent text;

-- Lists page by these, however long they are.
CREATE INDEX badge_newest ON badge (created_at, id);
DROP INDEX badge_template_badges;
CREATE INDEX badge_template_newest ON badge (template_id, created_at, id);
CREATE INDEX badge_failed ON badge (created_at, id) WHERE state IN ('error', 'no_response');
CREATE INDEX badge_revoked ON badge (created_at, id) WHERE status = 'revoked';
DROP INDEX badge_progress_template;
CREATE INDEX badge_progress_template ON badge_progress (template_id, learner_id);
CREATE INDEX parked_message_topic ON parked_message (topic, id);
