-- The history is listed by when its lines were recorded, from one day to another if that is wanted: lines of one moment by id.
-- Ids alone are given in the order in which transactions ask for them, which is not quite that of time.
CREATE INDEX history_recorded ON history (recorded_at, id);
DROP INDEX history_learner;
CREATE INDEX history_learner ON history (learner_id, recorded_at, id);
DROP INDEX history_template_all;
CREATE INDEX history_template_all ON history (template_id, recorded_at, id);
DROP INDEX history_kind;
CREATE INDEX history_kind ON history (kind, recorded_at, id) WHERE kind NOT IN ('fulfilled', 'awarded', 'issued');
