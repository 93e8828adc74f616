-- The latest notice about each of these births with the clearances it gives: one look through each index, not one a birth.
SELECT DISTINCT ON (i.birth_id) i.birth_id, n.id, c.kinds,
       n.supplier_id, n.council_id, n.record_id, n.action, n.as_at, n.baby_surname, n.born_on, n.address, n.postcode,
       n.parent_name, n.baby_forename, n.birth_order, n.births_in_confinement, n.nhs_number, n.uprn, n.address_kind,
       n.address_until, n.hv_seen_on, n.told_on, n.language, n.interpreter, n.phone, n.email
FROM births_identity i
JOIN intake_notice n ON n.id = i.notice_id
LEFT JOIN safeguards_clearance c ON c.notice_id = n.id AND (c.until_at IS NULL OR c.until_at > %(at)s::timestamptz)
WHERE i.birth_id = ANY(%(births)s::bigint[])
ORDER BY i.birth_id, i.as_at DESC, i.notice_id DESC
