-- The decisions about one birth, oldest first, with what each one cites.
SELECT d.decided_on, d.decided_at, d.outcome, d.reason, d.until_on, o.code, o.name, a.reference, v.version, v.lawful_basis,
       v.giver_task, v.giver_gateway, v.taker_task, v.taker_gateway, v.items, d.by, d.leaf_hash, e.position, d.superseded_at
FROM release_decision d
LEFT JOIN directory_organisation o ON o.id = d.recipient_id
LEFT JOIN agreements_version v ON v.id = d.version_id
LEFT JOIN agreements_agreement a ON a.id = v.agreement_id
LEFT JOIN ledger_leaf l ON l.hash = d.leaf_hash
LEFT JOIN ledger_entry e ON e.leaf_id = l.id
WHERE d.birth_id = %(birth)s::bigint
ORDER BY d.id
