-- What was asked about these births, and how it was answered, in so far as that was not taken back.
SELECT id, kind, birth_id, other_id, answer, compared, ones, others FROM births_review
WHERE undone_at IS NULL AND id IN (
    SELECT id FROM births_review WHERE birth_id = ANY(%(births)s::bigint[])
    UNION SELECT id FROM births_review WHERE other_id = ANY(%(births)s::bigint[])
)
ORDER BY id
