-- Each asked birth and the others of its family, family by family: the latest notice about it with the clearances it gives.
SELECT DISTINCT ON (b.family_id, b.id) b.id, b.family_id, b.council_id, b.known_at, n.id, c.kinds,
       n.supplier_id, n.action, n.as_at, n.born_on, n.birth_order, n.births_in_confinement, n.address_kind,
       n.address_until, n.hv_seen_on, n.told_on, n.language, n.interpreter, n.arrived, n.key,
       n.key, n.sealed
FROM births_birth b
JOIN births_identity i ON i.birth_id = b.id
JOIN intake_notice n ON n.id = i.notice_id
LEFT JOIN safeguards_clearance c ON c.notice_id = n.id AND (c.until_at IS NULL OR c.until_at > %(at)s::timestamptz)
WHERE b.family_id = ANY(ARRAY(SELECT f.family_id FROM births_birth f WHERE f.id = ANY(%(births)s::bigint[])))
ORDER BY b.family_id, b.id, i.as_at DESC, i.notice_id DESC
