-- Chooses for dealt.sql the open lines of these decisions: what is about to be taken from its centre.
WITH chosen AS (
    SELECT l.birth_id, l.family_id, l.centre_id, c.council_id, l.reference, l.parcel_id
    FROM handover_line l JOIN directory_organisation c ON c.id = l.centre_id
    WHERE l.birth_id = ANY(%(births)s::bigint[]) AND l.decision_id = ANY(%(decisions)s::bigint[]) AND l.replaced_at IS NULL
)
