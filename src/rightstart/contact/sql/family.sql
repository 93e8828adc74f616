-- Chooses for lines.sql one family by the reference of any of its open lines.
WITH chosen AS (
    SELECT l.family_id, l.due_on, 1::bigint AS families FROM handover_line l WHERE l.reference = %(reference)s::text
)
