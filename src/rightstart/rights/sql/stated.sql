-- Every kind of safeguard fact ever stated of the babies of one family, and since when.
SELECT m.kind, min(m.from_on)
FROM safeguards_marker m WHERE m.key IN (
    SELECT unnest(ARRAY[i.record_key, i.nhs_key, i.confinement_key]) FROM births_identity i
    WHERE i.birth_id = ANY(%(births)s::bigint[])
    UNION ALL
    SELECT convert_to(b.reference, 'UTF8') FROM births_birth b WHERE b.id = ANY(%(births)s::bigint[])
)
GROUP BY m.kind ORDER BY 2, 1
