-- How many messages are parked, by reason: the sums over the slots. Counted along with every change, as holders are
-- (0002_operators.sql) and in the same slots: to go through all that is parked takes longer the more there is, and pages ask every few
-- seconds. Nothing of people.
CREATE TABLE parked_count (
  reason   text NOT NULL,
  slot     integer NOT NULL,
  messages bigint NOT NULL,
  PRIMARY KEY (reason, slot)
) WITH (fillfactor = 50);

-- The changes by reason: `{"no_learner": -3}`; null when there are none.
CREATE FUNCTION add_parked(changes jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO parked_count AS counted (reason, slot, messages)
  SELECT change.key, own.slot, change.value::bigint
  FROM (SELECT template_use_slot() AS slot WHERE changes IS NOT NULL) AS own, jsonb_each_text(changes) AS change
  ON CONFLICT (reason, slot) DO UPDATE SET messages = counted.messages + excluded.messages
$$;

CREATE FUNCTION count_parked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      PERFORM add_parked(jsonb_object_agg(reason, change))
      FROM (SELECT reason, count(*) AS change FROM new_rows GROUP BY 1) AS counted;
    WHEN 'UPDATE' THEN
      PERFORM add_parked(jsonb_object_agg(reason, change))
      FROM (SELECT reason, sum(change) AS change
            FROM (SELECT reason, 1 AS change FROM new_rows UNION ALL SELECT reason, -1 FROM old_rows) AS changed
            GROUP BY 1 HAVING sum(change) <> 0) AS counted;
    WHEN 'DELETE' THEN
      PERFORM add_parked(jsonb_object_agg(reason, change))
      FROM (SELECT reason, -count(*) AS change FROM old_rows GROUP BY 1) AS counted;
    WHEN 'TRUNCATE' THEN
      DELETE FROM parked_count;
  END CASE;
  RETURN NULL;
END $$;

-- The triggers first: they keep everybody else from the table until what is there is counted.
CREATE TRIGGER parked_inserted AFTER INSERT ON parked_message REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_parked();
CREATE TRIGGER parked_updated AFTER UPDATE ON parked_message REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_parked();
CREATE TRIGGER parked_deleted AFTER DELETE ON parked_message REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION count_parked();
CREATE TRIGGER parked_emptied AFTER TRUNCATE ON parked_message FOR EACH STATEMENT EXECUTE FUNCTION count_parked();

INSERT INTO parked_count (reason, slot, messages)
SELECT reason, 0, count(*) FROM parked_message GROUP BY reason;
