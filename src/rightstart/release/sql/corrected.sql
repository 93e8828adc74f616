-- Births that are withheld, of which a file of these consignments says that nothing is known against contact although the same record
-- was held, or said to have died, in an earlier one. A status file leaves blank what has not changed and says nothing by it.
SELECT DISTINCT i.birth_id, d.council_id
FROM intake_consignment c
JOIN intake_notice n ON n.consignment_id = c.id AND 'nothing-known' = ANY(n.clearances)
JOIN safeguards_marker m ON m.key = n.record_key AND m.kind IN ('supplier-hold', 'death-informal') AND m.source = 'feed'
  AND m.stated_at < n.as_at
JOIN births_identity i ON i.notice_id = n.id
JOIN release_decision d ON d.birth_id = i.birth_id AND d.superseded_at IS NULL AND d.outcome = 'withheld'
WHERE c.id = ANY(%(consignments)s::bigint[]) AND c.kind <> 'status'
