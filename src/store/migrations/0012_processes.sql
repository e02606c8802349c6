-- The running processes of Laurel, as each of them last told: what it does, and how that goes. Nothing here is about a learner.
CREATE TABLE process (
  -- Of one run of the process.
  id         uuid PRIMARY KEY,
  host       text NOT NULL,
  pid        integer NOT NULL,
  version    text NOT NULL,
  roles      text[] NOT NULL,
  -- What it does in loops: role, name, state, trouble, and whether its way over the event bus works.
  duties     jsonb NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  -- When it told that, by the clock of the database.
  seen_at    timestamptz NOT NULL DEFAULT now()
);
