-- What syncs have replaced in a template, by field, the newest first: a badges file that still says so is outdated, and wants no
-- change. With the row it goes when the template is no longer the provider's.
ALTER TABLE template_outside ADD COLUMN replaced jsonb NOT NULL DEFAULT '{}';
