-- Each disclosure under one agreement as the ledger has it: the month of its decision, its place once it is sealed, and its hash.
SELECT v.version, date_trunc('month', d.decided_at AT TIME ZONE 'Europe/London')::date, e.position, encode(d.leaf_hash, 'hex')
FROM agreements_version v
JOIN agreements_agreement a ON a.id = v.agreement_id AND a.reference = %(agreement)s
JOIN release_decision d ON d.version_id = v.id AND d.outcome = 'disclose'
LEFT JOIN ledger_leaf l ON l.hash = d.leaf_hash
LEFT JOIN ledger_entry e ON e.leaf_id = l.id
ORDER BY e.position NULLS LAST, d.id
