-- The births about whose match a question is open: the younger of two, and where both bear one NHS number the elder as well, for
-- then either may be the one that bears another's.
SELECT birth_id FROM births_review WHERE settled_at IS NULL AND birth_id = ANY(%(births)s::bigint[])
UNION
SELECT r.other_id FROM births_review r
JOIN births_identity a ON a.birth_id = r.birth_id
JOIN births_identity b ON b.birth_id = r.other_id AND b.nhs_key = a.nhs_key
WHERE r.settled_at IS NULL AND r.kind = 'same-baby' AND r.other_id = ANY(%(births)s::bigint[])
