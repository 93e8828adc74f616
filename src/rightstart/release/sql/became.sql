-- How many of the births that a consignment speaks of stand at each outcome now.
SELECT d.outcome, count(DISTINCT i.birth_id)
FROM intake_notice n
JOIN births_identity i ON i.notice_id = n.id
JOIN release_decision d ON d.birth_id = i.birth_id AND d.superseded_at IS NULL
WHERE n.consignment_id = %(consignment)s::bigint
GROUP BY d.outcome
