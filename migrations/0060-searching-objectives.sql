-- Objectives and key results are found by their words, as notes are. Over expressions: a column would be one of every
-- copy of the row that is kept.
create index objective_search on objective using gin (
  (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', coalesce(description, '')), 'B')));
create index key_result_search on key_result using gin ((setweight(to_tsvector('simple', title), 'A')));
