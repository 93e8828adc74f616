-- Chooses for lines.sql one page of the families on a centre's worklist, due first: those with an open line and no attempt
-- that closed or stopped contact, and not given up because nobody knows their address. `families` counts all of these.
WITH chosen AS (
    SELECT l.family_id, min(l.due_on) AS due_on, count(*) OVER () AS families
    FROM handover_line l
    WHERE NOT EXISTS (
        SELECT 1 FROM contact_attempt a WHERE a.family_id = l.family_id AND a.outcome = ANY(%(ended)s::text[])
    ) AND NOT EXISTS (
        SELECT 1 FROM contact_retrace t WHERE t.family_id = l.family_id AND t.closed_at IS NOT NULL
    )
    GROUP BY l.family_id
    ORDER BY min(l.due_on), l.family_id
    LIMIT %(size)s::bigint OFFSET %(skip)s::bigint
)
