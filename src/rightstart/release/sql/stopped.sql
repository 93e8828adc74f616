-- Which of these councils have stopped everything.
SELECT council_id FROM release_halt WHERE resumed_at IS NULL AND council_id = ANY(%(councils)s::bigint[])
