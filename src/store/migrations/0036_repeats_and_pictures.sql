-- What a wallet was given for an offer, so that it can ask again when the answer got lost: sealed with the secret that the wallet came
-- with, which is kept nowhere. All of them are null in offers that nobody has taken.
ALTER TABLE wallet_offer
  -- SHA-256 of that secret with whose wallet it was: anybody else gets nothing.
  ADD COLUMN holder_hash  bytea,
  -- SHA-256 of that secret with the proof that it came with, where proofs are of one moment (OpenID4VCI).
  ADD COLUMN request_hash bytea,
  ADD COLUMN answer       bytea;

-- Pictures that nothing names are removed after a day. Signed badges name the logo that their issuer had: what was one once stays. Of
-- those that are there already nobody knows.
ALTER TABLE image ADD COLUMN was_logo boolean NOT NULL DEFAULT true;
ALTER TABLE image ALTER COLUMN was_logo SET DEFAULT false;
