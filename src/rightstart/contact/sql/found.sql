-- Chooses for dealt.sql the open lines of one family at one centre.
WITH chosen AS (
    SELECT l.birth_id, l.family_id, l.centre_id, c.council_id, l.reference, l.parcel_id
    FROM handover_line l JOIN directory_organisation c ON c.id = l.centre_id
    WHERE l.centre_id = %(centre)s::bigint AND l.family_id = %(family)s::bigint AND l.replaced_at IS NULL
)
