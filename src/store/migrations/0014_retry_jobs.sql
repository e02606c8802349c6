-- S21: failed deliveries that somebody wants tried again, many at once: in steps, so that no statement grows with their
-- number. A step begins behind (position_place, position_badge) in the order of the index below. No personal data: who
-- asked is named as in the audit, by an id.
CREATE TABLE retry_job (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Both null: of all accounts.
  origin            text,
  account           text,
  actor             text NOT NULL,
  -- How many had failed when it began, how many of them were looked at, and how many are due again.
  total             bigint NOT NULL,
  looked_at         bigint NOT NULL DEFAULT 0,
  retried           bigint NOT NULL DEFAULT 0,
  position_place    integer NOT NULL DEFAULT 0,
  position_badge    uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  asked_at          timestamptz NOT NULL DEFAULT now(),
  stepped_at        timestamptz NOT NULL DEFAULT now(),
  finished_at       timestamptz,
  CHECK ((origin IS NULL) = (account IS NULL))
);
CREATE INDEX retry_job_newest ON retry_job (asked_at, id);
CREATE INDEX retry_job_unfinished ON retry_job (stepped_at) WHERE finished_at IS NULL;
CREATE INDEX badge_failed_by_place ON badge (place_id, id) WHERE state IN ('error', 'no_response');
