-- What flowed under one agreement, by version and month in London: a council to its centres. Babies and families, no names.
SELECT v.version, date_trunc('month', d.decided_at AT TIME ZONE 'Europe/London')::date AS month,
    count(*) AS births,
    count(DISTINCT b.family_id) AS families,
    count(*) FILTER (WHERE c.id IS NOT NULL) AS called_back,
    count(*) FILTER (WHERE c.answered_at IS NOT NULL) AS answered
FROM agreements_version v
JOIN agreements_agreement a ON a.id = v.agreement_id AND a.reference = %(agreement)s
JOIN release_decision d ON d.version_id = v.id AND d.outcome = 'disclose'
JOIN births_birth b ON b.id = d.birth_id
LEFT JOIN handover_callback c ON c.decision_id = d.id
GROUP BY 1, 2 ORDER BY 1, 2
