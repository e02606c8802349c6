-- What a revoked badge says of itself to its learner, to everybody and at its provider. The column `reason` is for those who look
-- after badges. Null: nobody has chosen words since this column is there, and what learners were told then was `reason`.
ALTER TABLE badge ADD COLUMN public_reason text;

-- What a key has signed: it is signed again when the key leaked.
DROP INDEX credential_issuer;
CREATE INDEX credential_key ON credential (issuer_id, key_number);

-- Since when a credential says nothing of its learner any more, who is retired: it was unpublished, and body and salt are gone. Its
-- slot stays, by which copies that somebody has still tell whether they were revoked.
ALTER TABLE credential ADD COLUMN cleared_at timestamptz;
CREATE INDEX credential_published ON credential (badge_id) WHERE published_at IS NOT NULL;
CREATE INDEX learner_retired ON learner (id) WHERE retired_at IS NOT NULL;
