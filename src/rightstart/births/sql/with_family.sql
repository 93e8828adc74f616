-- All that is known of these births and of the others of their families in their council; family and notice looked up as in near.sql.
SELECT i.notice_id, i.as_at, i.birth_id, (SELECT b.family_id FROM births_birth b WHERE b.id = i.birth_id), i.supplier_id,
       i.record_key, i.born_on, i.nhs_key, i.birth_order, i.births_in_confinement, i.council_id, n.key, n.sealed
FROM births_identity i
CROSS JOIN LATERAL (SELECT key, sealed FROM intake_notice WHERE id = i.notice_id OFFSET 0) n
WHERE i.birth_id = ANY(ARRAY(
    SELECT id FROM births_birth WHERE council_id = %(council)s AND family_id = ANY(ARRAY(
        SELECT family_id FROM births_birth WHERE id = ANY(%(births)s::bigint[])
    ))
))
