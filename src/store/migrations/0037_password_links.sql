-- Links by which somebody sets their password: the first one (an invitation) or another one. The SHA-256 of each token; one of a person.
CREATE TABLE password_link (
  token_hash text PRIMARY KEY,
  user_id    uuid NOT NULL UNIQUE REFERENCES auth_user ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX password_link_expiry ON password_link (expires_at);
