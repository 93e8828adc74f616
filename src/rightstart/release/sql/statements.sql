-- Each asked birth and the others of its family, family by family: the latest notice about it with the clearances it gives.
SELECT DISTINCT ON (b.family_id, b.id) b.id, b.family_id, b.council_id, b.known_at, n.id, c.kinds,
       n.supplier_id, n.record_id, n.action, n.as_at, n.baby_surname, n.born_on, n.address, n.postcode,
       n.parent_name, n.baby_forename, n.birth_order, n.births_in_confinement, n.nhs_number, n.uprn, n.address_kind,
       n.address_until, n.hv_seen_on, n.told_on, n.language, n.interpreter, n.phone, n.email, n.arrived
FROM births_birth b
JOIN births_identity i ON i.birth_id = b.id
JOIN intake_notice n ON n.id = i.notice_id
LEFT JOIN safeguards_clearance c ON c.notice_id = n.id AND (c.until_at IS NULL OR c.until_at > %(at)s::timestamptz)
WHERE b.family_id = ANY(ARRAY(SELECT f.family_id FROM births_birth f WHERE f.id = ANY(%(births)s::bigint[])))
ORDER BY b.family_id, b.id, i.as_at DESC, i.notice_id DESC
