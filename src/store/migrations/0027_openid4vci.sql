-- Badges into wallets by OpenID4VCI, and the status list that badges in SD-JWT form name.

-- The same list as `body`, signed as a token (application/statuslist+jwt); null until it is signed again.
ALTER TABLE status_list ADD COLUMN token text;

-- What a wallet got for the code of an offer (wallet_offer): a token, kept as a digest only, with which it fetches the badge. One an
-- offer, ever, so that a code works once.
CREATE TABLE wallet_token (
  -- SHA-256.
  token_hash bytea PRIMARY KEY,
  offer_id   uuid NOT NULL CONSTRAINT wallet_token_offer_key UNIQUE,
  made_at    timestamptz NOT NULL DEFAULT now(),
  -- With its offer.
  ends_at    timestamptz NOT NULL
);
CREATE INDEX wallet_token_ended ON wallet_token (ends_at);

-- Nonces that were used, until they would be refused as too old anyway. Those that are given out are kept nowhere.
CREATE TABLE wallet_nonce (
  -- SHA-256.
  nonce_hash bytea PRIMARY KEY,
  ends_at    timestamptz NOT NULL
);
CREATE INDEX wallet_nonce_ended ON wallet_nonce (ends_at);
