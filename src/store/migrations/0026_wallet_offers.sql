-- Badges that wait for the wallet of their learner: each offer is for one badge, works once, and ends after some minutes.
-- Nothing of it names anybody, and the secret that a wallet comes with is kept as a digest only.
CREATE TABLE wallet_offer (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  badge_id    uuid NOT NULL REFERENCES credential ON DELETE CASCADE,
  -- SHA-256.
  secret_hash bytea NOT NULL CONSTRAINT wallet_offer_secret_key UNIQUE,
  made_at     timestamptz NOT NULL DEFAULT now(),
  ends_at     timestamptz NOT NULL,
  taken_at    timestamptz,
  -- How the wallet that took it came for it.
  protocol    text CHECK (protocol IN ('vcapi', 'oid4vci')),
  CHECK ((taken_at IS NULL) = (protocol IS NULL))
);
CREATE INDEX wallet_offer_badge ON wallet_offer (badge_id, made_at);
CREATE INDEX wallet_offer_ended ON wallet_offer (ends_at);
