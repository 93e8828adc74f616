-- Chooses for lines.sql one page of the families on a centre's worklist: those with an open line and no attempt that closed
-- contact, or stopped it since they were handed over: where two people ended such a stop, the family was handed over again. Nor
-- given up because nobody knows their address. What else is asked for, and what comes first, stands in for the two marked places
-- (contact/choosing.py). `families` counts all of these, `place` is where one stands among them.
WITH chosen AS (
    SELECT l.family_id, count(*) OVER () AS families,
           row_number() OVER (ORDER BY /* first */ min(l.due_on), l.family_id) AS place
    FROM handover_line l
    WHERE NOT EXISTS (
        SELECT 1 FROM contact_attempt a WHERE a.family_id = l.family_id AND (
            a.outcome = ANY(%(closing)s::text[]) OR a.outcome = ANY(%(stopping)s::text[])
            AND a.at >= (SELECT p.packed_at FROM handover_parcel p WHERE p.id = l.parcel_id)
        )
    ) AND NOT EXISTS (
        SELECT 1 FROM contact_retrace t WHERE t.family_id = l.family_id AND t.closed_at IS NOT NULL
    ) AND /* shown */ true
    GROUP BY l.family_id
    ORDER BY place
    LIMIT %(size)s::bigint OFFSET %(skip)s::bigint
)
