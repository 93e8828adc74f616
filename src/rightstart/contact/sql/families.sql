-- Chooses for lines.sql the families with these references on any of their open lines.
WITH chosen AS (
    SELECT l.family_id, min(l.due_on) AS due_on, 1::bigint AS families
    FROM handover_line l WHERE l.reference = ANY(%(references)s::text[])
    GROUP BY l.family_id
)
