-- What a revoked badge says of itself to its learner, to everybody and at its provider. The column `reason` is for those who look
-- after badges. Null: nobody has chosen words since this column is there, and what learners were told then was `reason`.
ALTER TABLE badge ADD COLUMN public_reason text;
