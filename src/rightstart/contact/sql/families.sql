-- Chooses for lines.sql the families with these references on any of their open lines.
WITH chosen AS (
    SELECT l.family_id, 1::bigint AS families, row_number() OVER (ORDER BY min(l.due_on), l.family_id) AS place
    FROM handover_line l WHERE l.reference = ANY(%(references)s::text[])
    GROUP BY l.family_id
)
