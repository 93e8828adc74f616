-- What was decided about the babies of one family, oldest first: where each might go, and whether a safeguard was the reason.
SELECT b.reference, d.decided_on, d.outcome, d.marked, d.reason, o.name
FROM release_decision d JOIN births_birth b ON b.id = d.birth_id LEFT JOIN directory_organisation o ON o.id = d.recipient_id
WHERE d.birth_id = ANY(%(births)s::bigint[])
ORDER BY b.id, d.id
