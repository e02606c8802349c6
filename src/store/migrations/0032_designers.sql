-- On the way to a badge is who has progress that is not complete, and no badge: one that was taken away never comes back, and
-- who holds it needs no way to it. Each of a learner's changes is made under the lock of their row, so what stands in the
-- other table here is what stands when the transaction commits; badges and progress are changed by statements of their own.
LOCK TABLE badge, badge_progress IN SHARE ROW EXCLUSIVE MODE;

CREATE OR REPLACE FUNCTION count_in_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, count(*) AS change FROM new_rows AS progress
            WHERE NOT complete AND NOT EXISTS (SELECT FROM badge
              WHERE badge.learner_id = progress.learner_id AND badge.template_id = progress.template_id)
            GROUP BY 1) AS counted;
    WHEN 'UPDATE' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, sum(change) AS change
            FROM (SELECT learner_id, template_id, sum(change) AS change
                  FROM (SELECT learner_id, template_id, 1 AS change FROM new_rows WHERE NOT complete
                        UNION ALL SELECT learner_id, template_id, -1 FROM old_rows WHERE NOT complete) AS either
                  GROUP BY 1, 2 HAVING sum(change) <> 0) AS progress
            WHERE NOT EXISTS (SELECT FROM badge
              WHERE badge.learner_id = progress.learner_id AND badge.template_id = progress.template_id)
            GROUP BY 1 HAVING sum(change) <> 0) AS counted;
    WHEN 'DELETE' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT template_id, -count(*) AS change FROM old_rows AS progress
            WHERE NOT complete AND NOT EXISTS (SELECT FROM badge
              WHERE badge.learner_id = progress.learner_id AND badge.template_id = progress.template_id)
            GROUP BY 1) AS counted;
    WHEN 'TRUNCATE' THEN
      UPDATE template_use SET in_progress = 0;
  END CASE;
  RETURN NULL;
END $$;

-- Whoever gets a badge, or loses the row of one, while progress is not complete. That of a status has nothing to do with it.
CREATE FUNCTION count_in_progress_by_badge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT badge.template_id, -count(*) AS change FROM new_rows AS badge
            JOIN badge_progress AS progress ON progress.learner_id = badge.learner_id AND progress.template_id = badge.template_id
            WHERE NOT complete GROUP BY 1) AS counted;
    WHEN 'DELETE' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT badge.template_id, count(*) AS change FROM old_rows AS badge
            JOIN badge_progress AS progress ON progress.learner_id = badge.learner_id AND progress.template_id = badge.template_id
            WHERE NOT complete GROUP BY 1) AS counted;
    WHEN 'TRUNCATE' THEN
      PERFORM add_in_progress(jsonb_object_agg(template_id, change))
      FROM (SELECT template.id AS template_id,
                   (SELECT count(*) FROM badge_progress WHERE template_id = template.id AND NOT complete)
                     - (SELECT coalesce(sum(in_progress), 0) FROM template_use WHERE template_id = template.id) AS change
            FROM badge_template AS template) AS counted WHERE change <> 0;
  END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER badge_inserted_on_the_way AFTER INSERT ON badge REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_in_progress_by_badge();
CREATE TRIGGER badge_deleted_on_the_way AFTER DELETE ON badge REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_in_progress_by_badge();
CREATE TRIGGER badge_emptied_on_the_way AFTER TRUNCATE ON badge
  FOR EACH STATEMENT EXECUTE FUNCTION count_in_progress_by_badge();

INSERT INTO template_use AS used (template_id, slot, in_progress)
SELECT badge.template_id, 0, -count(*) FROM badge
JOIN badge_progress AS progress ON progress.learner_id = badge.learner_id AND progress.template_id = badge.template_id
WHERE NOT complete GROUP BY 1
ON CONFLICT (template_id, slot) DO UPDATE SET in_progress = used.in_progress + excluded.in_progress;

-- Who is near: those who lack the fewest groups first.
CREATE INDEX badge_progress_near ON badge_progress (template_id, (groups - groups_met), learner_id) WHERE NOT complete;

-- What events told of courses, so that people can choose one by name. One row a course, not one an event; the oldest go where
-- there are too many.
CREATE TABLE course (
  course_key text COLLATE "C" PRIMARY KEY,
  name       text NOT NULL,
  -- The time of the newest event that named it, to about a day.
  told_at    timestamptz NOT NULL
);
CREATE INDEX course_told_at ON course (told_at);

-- How people sort: "Course 2" before "Course 10". Each number gets as many digits.
CREATE FUNCTION natural_order(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(regexp_replace(lower(name), '(\d+)', '0000000000000000000\1', 'g'), '\d*(\d{20})(?!\d)', '\1', 'g')
$$;
CREATE INDEX badge_template_natural ON badge_template (natural_order(name), id);
DROP INDEX badge_template_name;
