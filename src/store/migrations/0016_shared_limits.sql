-- What all workers together may do in an account outside; small tables that no badge depends on.

-- The newest turns that were given for calls, so that no process calls more often than the account may be called by all.
CREATE TABLE account_turns (
  origin  text NOT NULL,
  account text NOT NULL,
  -- Oldest first; those given ahead lie in the future.
  turns   timestamptz[] NOT NULL,
  -- How many of them were given last.
  given   integer NOT NULL,
  PRIMARY KEY (origin, account)
) WITH (fillfactor = 20);

-- Which calls are in flight, by lane: a lane is somebody's until its time is over or its badge is settled.
CREATE TABLE account_lane (
  origin   text NOT NULL,
  account  text NOT NULL,
  lane     integer NOT NULL,
  badge_id uuid NOT NULL,
  -- Which attempt of the badge, so that one that comes back too late gives nobody else's lane away.
  attempt  integer NOT NULL,
  until    timestamptz NOT NULL,
  PRIMARY KEY (origin, account, lane)
) WITH (fillfactor = 20);
