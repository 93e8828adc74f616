-- What is known of a council's births that could be spoken of: near in date, by record or by number. Each way by its own
-- index: one condition with OR makes the database weigh every row by all of them.
SELECT i.notice_id, i.as_at, i.birth_id, b.family_id, i.supplier_id, i.record_key, i.born_on, i.nhs_key, i.birth_order,
       i.births_in_confinement, n.key, n.sealed
FROM births_identity i JOIN births_birth b ON b.id = i.birth_id JOIN intake_notice n ON n.id = i.notice_id
WHERE i.notice_id IN (
    SELECT notice_id FROM births_identity WHERE council_id = %(council)s AND born_on = ANY(%(days)s::date[])
    UNION
    SELECT notice_id FROM unnest(%(turned)s::date[], %(homes)s::bytea[]) AS home(day, key)
    JOIN births_identity i ON i.born_on = home.day AND i.home_key = home.key WHERE council_id = %(council)s
    UNION
    SELECT notice_id FROM unnest(%(records)s::bytea[]) AS record(key) JOIN births_identity ON record_key = record.key
    WHERE council_id = %(council)s
    UNION
    SELECT notice_id FROM unnest(%(numbers)s::bytea[]) AS number(key) JOIN births_identity ON nhs_key = number.key
    WHERE council_id = %(council)s
)
