-- A badge knows where it is issued: what becomes of its template afterwards moves no badge.

-- Each place where badges are, or were, issued: a template outside, in an account. Laurel's own badges have one place.
CREATE TABLE badge_place (
  id                integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin            text NOT NULL CHECK (origin IN ('openedx', 'credly', 'accredible')),
  account           text NOT NULL,
  external_template text NOT NULL,
  CONSTRAINT badge_place_key UNIQUE (origin, account, external_template)
);
INSERT INTO badge_place (origin, account, external_template)
SELECT DISTINCT origin, account, external_template FROM badge_template ORDER BY 1, 2, 3;

-- A template's place is where its next badge will be issued.
ALTER TABLE badge_template ADD COLUMN place_id integer;
UPDATE badge_template AS template SET place_id = place.id
FROM badge_place AS place
WHERE (place.origin, place.account, place.external_template) = (template.origin, template.account, template.external_template);
ALTER TABLE badge_template ALTER COLUMN place_id SET NOT NULL;

CREATE FUNCTION place_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO badge_place (origin, account, external_template)
  VALUES (NEW.origin, NEW.account, NEW.external_template) ON CONFLICT ON CONSTRAINT badge_place_key DO NOTHING;
  SELECT id INTO STRICT NEW.place_id FROM badge_place
  WHERE origin = NEW.origin AND account = NEW.account AND external_template = NEW.external_template;
  RETURN NEW;
END $$;
CREATE TRIGGER badge_template_placed BEFORE INSERT OR UPDATE OF origin, account, external_template ON badge_template
  FOR EACH ROW EXECUTE FUNCTION place_template();

ALTER TABLE badge
  -- Where it is issued, or will be.
  ADD COLUMN place_id integer,
  -- Where it was to be issued when it was awarded: all its signals name the template so.
  ADD COLUMN announced_place_id integer,
  -- What the provider knows it by: set when an attempt begins, and kept for as long as it may be outside.
  ADD COLUMN environment text CHECK (environment IN ('production', 'sandbox')),
  ADD COLUMN earner_id text,
  -- Digests of the addresses that it was sent to (address_digest): by these it is known again after the learner's address
  -- has changed, and no address is kept here.
  ADD COLUMN sent_to text[] NOT NULL DEFAULT '{}',
  -- Why nothing more is done for it outside: it was deleted there, somebody settled it, or the learner is retired.
  ADD COLUMN closed text CHECK (closed IN ('deleted', 'settled', 'retired'));

-- Counting holders has nothing to do with it, and a large table need not be counted twice.
ALTER TABLE badge DISABLE TRIGGER badge_updated;
UPDATE badge
SET place_id = template.place_id, announced_place_id = template.place_id,
    earner_id = CASE WHEN attempts_started > 0 THEN learner_id::text END
FROM badge_template AS template WHERE template.id = badge.template_id;
ALTER TABLE badge ENABLE TRIGGER badge_updated;
ALTER TABLE badge ALTER COLUMN place_id SET NOT NULL, ALTER COLUMN announced_place_id SET NOT NULL;

-- For whoever inserts without saying where, as a process of the version before does while it is still up.
CREATE FUNCTION place_badge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT place_id, place_id INTO STRICT NEW.place_id, NEW.announced_place_id FROM badge_template WHERE id = NEW.template_id;
  RETURN NEW;
END $$;
CREATE TRIGGER badge_placed BEFORE INSERT ON badge
  FOR EACH ROW WHEN (NEW.place_id IS NULL) EXECUTE FUNCTION place_badge();

CREATE FUNCTION address_digest(badge uuid, address text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(badge::text || ' ' || lower(address COLLATE "C"), 'UTF8')), 'hex')
$$;

-- Where a badge is issued as well: its template was moved, and it was issued again at the new place. It lies here until
-- the badge is revoked; then one place after the other comes into the badge's own row to be revoked there.
CREATE TABLE badge_former_place (
  badge_id     uuid NOT NULL,
  place_id     integer NOT NULL,
  environment  text,
  earner_id    text,
  sent_to      text[] NOT NULL,
  external_id  text,
  external_url text,
  state        text NOT NULL,
  uncertain    boolean NOT NULL,
  failures     integer NOT NULL DEFAULT 0,
  last_status  integer,
  last_body    text,
  -- When its revocation may be tried; null when that waits for an operator.
  due_at       timestamptz DEFAULT now(),
  -- True once nothing is left to be done there.
  done         boolean NOT NULL DEFAULT false,
  moved_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (badge_id, place_id)
);
CREATE INDEX badge_former_place_place ON badge_former_place (place_id) WHERE NOT done;

-- By place, so that one account's backlog is never read to find another's (S23).
DROP INDEX badge_due;
CREATE INDEX badge_due ON badge (place_id, due_at) WHERE due IS NOT NULL;
DROP INDEX badge_failed_for_good;
CREATE INDEX badge_failed_for_good ON badge (place_id) WHERE state IN ('error', 'no_response') AND due IS NULL;
-- Lists of an account: by age, and by a state that most are not in for long.
CREATE INDEX badge_place_newest ON badge (place_id, created_at, id);
CREATE INDEX badge_place_state ON badge (place_id, state, created_at, id) WHERE state <> 'accepted';

-- What is so for this site since some moment, and no setting says.
CREATE TABLE site_fact (
  name  text PRIMARY KEY,
  value text NOT NULL
);
-- What stands before the LMS user id in the ids of earners: two sites that share an account have learners of the same
-- numbers. A site that has issued already goes on without.
INSERT INTO site_fact (name, value)
SELECT 'earner_id_prefix',
       CASE WHEN EXISTS (SELECT FROM badge) OR EXISTS (SELECT FROM learner) THEN ''
            ELSE left(replace(gen_random_uuid()::text, '-', ''), 8) || '-' END;
