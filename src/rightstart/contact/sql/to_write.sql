-- Chooses for lines.sql the families of a centre that have not been tried since they were handed over (what two people ended before
-- that does not count) and have no letter on its way out, due first.
WITH chosen AS (
    SELECT l.family_id, 1::bigint AS families, row_number() OVER (ORDER BY min(l.due_on), l.family_id) AS place
    FROM handover_line l
    WHERE NOT EXISTS (
        SELECT 1 FROM contact_attempt a WHERE a.family_id = l.family_id AND NOT (
            a.outcome = ANY(%(stopping)s::text[])
            AND a.at < (SELECT p.packed_at FROM handover_parcel p WHERE p.id = l.parcel_id)
        )
    ) AND NOT EXISTS (
        SELECT 1 FROM contact_letter t
        WHERE t.family_id = l.family_id AND t.withdrawn_at IS NULL AND t.posted_at IS NULL
    )
    GROUP BY l.family_id
    ORDER BY place
    LIMIT %(size)s::bigint OFFSET %(skip)s::bigint
)
