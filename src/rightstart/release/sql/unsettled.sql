-- The births about whose match a question is open.
SELECT DISTINCT birth_id FROM births_review WHERE settled_at IS NULL AND birth_id = ANY(%(births)s::bigint[])
