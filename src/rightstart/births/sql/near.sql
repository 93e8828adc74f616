-- What is known of some councils' births that could be spoken of: near in date, by record or by number. Each way by its own
-- index: one condition with OR makes the database weigh every row by all of them. Found as an array, and the family by its
-- own look, and so the notice: as joins, a plan made while the tables are empty would hold each row against all others.
SELECT i.notice_id, i.as_at, i.birth_id, (SELECT b.family_id FROM births_birth b WHERE b.id = i.birth_id), i.supplier_id,
       i.record_key, i.born_on, i.nhs_key, i.birth_order, i.births_in_confinement, i.council_id, n.key, n.sealed
FROM births_identity i
CROSS JOIN LATERAL (SELECT key, sealed FROM intake_notice WHERE id = i.notice_id OFFSET 0) n
WHERE i.notice_id = ANY(ARRAY(
    SELECT notice_id FROM births_identity WHERE council_id = ANY(%(councils)s::bigint[]) AND born_on = ANY(%(days)s::date[])
    UNION
    SELECT found.notice_id FROM unnest(%(turned)s::date[], %(homes)s::bytea[]) AS home(day, key)
    CROSS JOIN LATERAL (
        SELECT notice_id FROM births_identity
        WHERE home_key = home.key AND born_on = home.day AND council_id = ANY(%(councils)s::bigint[]) OFFSET 0
    ) found
    UNION
    SELECT notice_id FROM births_identity
    WHERE record_key = ANY(%(records)s::bytea[]) AND council_id = ANY(%(councils)s::bigint[])
    UNION
    SELECT notice_id FROM births_identity
    WHERE nhs_key = ANY(%(numbers)s::bytea[]) AND council_id = ANY(%(councils)s::bigint[])
))
