-- What a revoked badge says of itself to its learner, to everybody and at its provider. The column `reason` is for those who look
-- after badges. Null: nobody has chosen words since this column is there, and what learners were told then was `reason`.
ALTER TABLE badge ADD COLUMN public_reason text;

-- What a key has signed: it is signed again when the key leaked.
DROP INDEX credential_issuer;
CREATE INDEX credential_key ON credential (issuer_id, key_number);
