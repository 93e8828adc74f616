-- What went out about the babies of one family, parcel by parcel: to whom, when, which items, under what, and what became of it.
SELECT o.name, p.sent_at, a.reference, v.version, v.giver_task, v.giver_gateway, v.lawful_basis, v.items, min(e.position),
       min(k.demanded_at), CASE WHEN count(k.id) = count(k.answered_at) THEN max(k.answered_at) END
FROM release_decision d
JOIN handover_line t ON t.decision_id = d.id
JOIN handover_parcel p ON p.id = t.parcel_id
JOIN directory_organisation o ON o.id = d.recipient_id
JOIN agreements_version v ON v.id = d.version_id
JOIN agreements_agreement a ON a.id = v.agreement_id
LEFT JOIN handover_callback k ON k.decision_id = d.id
LEFT JOIN ledger_leaf l ON l.hash = d.leaf_hash
LEFT JOIN ledger_entry e ON e.leaf_id = l.id
WHERE d.birth_id = ANY(%(births)s::bigint[]) AND d.outcome = 'disclose' AND p.sent_at IS NOT NULL
GROUP BY p.id, o.name, p.sent_at, a.reference, v.id, v.version, v.giver_task, v.giver_gateway, v.lawful_basis, v.items
ORDER BY p.sent_at, p.id
