-- What came to a council about the babies of one family, notice by notice: by which consignment, from whom, when, under what, and what
-- of it is not sealed.
SELECT c.id, o.name, c.received_at, a.reference, v.version, v.giver_task, v.giver_gateway, v.lawful_basis, e.position,
       n.born_on, n.births_in_confinement, n.hv_seen_on, n.told_on, n.language, n.interpreter, n.key, n.sealed
FROM births_identity i
JOIN intake_notice n ON n.id = i.notice_id
JOIN intake_consignment c ON c.id = n.consignment_id
JOIN directory_organisation o ON o.id = c.supplier_id
LEFT JOIN agreements_version v ON v.id = c.agreement_version
LEFT JOIN agreements_agreement a ON a.id = v.agreement_id
LEFT JOIN ledger_leaf l ON l.hash = c.leaf_hash
LEFT JOIN ledger_entry e ON e.leaf_id = l.id
WHERE i.birth_id = ANY(%(births)s::bigint[])
ORDER BY c.received_at, c.id, n.id
