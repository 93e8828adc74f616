-- What came to a council about the babies of one family, by consignment: from whom, when, which columns were filled, and under what.
SELECT o.name, c.received_at, a.reference, v.version, v.giver_task, v.giver_gateway, v.lawful_basis,
       array_agg(DISTINCT item.name ORDER BY item.name) AS items, e.position
FROM births_identity i
JOIN intake_notice n ON n.id = i.notice_id
JOIN intake_consignment c ON c.id = n.consignment_id
JOIN directory_organisation o ON o.id = c.supplier_id
LEFT JOIN agreements_version v ON v.id = c.agreement_version
LEFT JOIN agreements_agreement a ON a.id = v.agreement_id
LEFT JOIN ledger_leaf l ON l.hash = c.leaf_hash
LEFT JOIN ledger_entry e ON e.leaf_id = l.id
CROSS JOIN LATERAL (VALUES
    ('baby_surname', true), ('baby_forename', n.baby_forename IS NOT NULL), ('born_on', true),
    ('parent_name', n.parent_name IS NOT NULL), ('address', true), ('postcode', true),
    ('births_in_confinement', n.births_in_confinement IS NOT NULL), ('nhs_number', n.nhs_number IS NOT NULL),
    ('hv_seen_on', n.hv_seen_on IS NOT NULL), ('told_on', n.told_on IS NOT NULL), ('language', n.language IS NOT NULL),
    ('interpreter', n.interpreter IS NOT NULL), ('phone', n.phone IS NOT NULL), ('email', n.email IS NOT NULL)
) AS item (name, filled)
WHERE i.birth_id = ANY(%(births)s::bigint[]) AND item.filled
GROUP BY c.id, o.name, c.received_at, a.reference, v.version, v.giver_task, v.giver_gateway, v.lawful_basis, e.position
ORDER BY c.received_at, c.id
