-- What providers say of our templates and accounts.

-- How a template was at its provider when it was looked at last, by a sync or for a webhook; no row: never.
CREATE TABLE template_outside (
  template_id    integer PRIMARY KEY,
  state          text NOT NULL CHECK (state IN ('draft', 'active', 'archived', 'absent')),
  seen_at        timestamptz NOT NULL DEFAULT now(),
  -- It was deactivated here because it could not issue any more, and nobody has activated it since.
  deactivated_at timestamptz
);
CREATE INDEX template_outside_state ON template_outside (state, template_id);

-- Whoever activates a template has decided; one that is held elsewhere now has not been looked at there.
CREATE FUNCTION forget_template_outside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM template_outside WHERE template_id = OLD.id;
  ELSIF (NEW.origin, NEW.account, NEW.external_template) IS DISTINCT FROM (OLD.origin, OLD.account, OLD.external_template) THEN
    DELETE FROM template_outside WHERE template_id = NEW.id;
  ELSIF NEW.active AND NOT OLD.active THEN
    UPDATE template_outside SET deactivated_at = NULL WHERE template_id = NEW.id AND deactivated_at IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER badge_template_outside AFTER DELETE OR UPDATE OF origin, account, external_template, active ON badge_template
  FOR EACH ROW EXECUTE FUNCTION forget_template_outside();

-- What an account calls itself at its provider, whether its key is here or in the settings.
CREATE TABLE account_name (
  origin  text NOT NULL,
  account text NOT NULL,
  name    text NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (origin, account)
);

-- A sync that would deactivate most templates of its account waits for somebody to say that this is meant.
ALTER TABLE sync_job DROP CONSTRAINT sync_job_state_check;
ALTER TABLE sync_job ADD CONSTRAINT sync_job_state_check
  CHECK (state IN ('running', 'succeeded', 'failed', 'interrupted', 'unconfirmed'));
