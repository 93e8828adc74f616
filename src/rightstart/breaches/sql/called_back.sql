-- Call-backs of families whom somebody had tried to contact, or written to, by then (an attempt noted later counts by its day, a letter
-- that could not be stopped too), and which stand in no log yet. With what came next for the birth: one matter for each family, but for
-- what moved elsewhere or lost its agreement in one pass, which is one matter for each centre.
SELECT o.council_id, k.demanded_at,
       CASE WHEN n.outcome IN ('disclose', 'refused') THEN 'centre-' || k.centre_id ELSE 'family-' || b.family_id END,
       k.id, b.id
FROM handover_callback k
JOIN directory_organisation o ON o.id = k.centre_id AND NOT o.canary
JOIN release_decision d ON d.id = k.decision_id
JOIN births_birth b ON b.id = d.birth_id
LEFT JOIN LATERAL (
    SELECT r.outcome FROM release_decision r WHERE r.birth_id = b.id AND r.decided_at = d.superseded_at ORDER BY r.id LIMIT 1
) n ON true
WHERE NOT EXISTS (SELECT FROM breaches_concern x WHERE x.call_back_id = k.id) AND (
    EXISTS (
        SELECT FROM contact_attempt a WHERE a.family_id = b.family_id
        AND (a.at <= k.demanded_at OR a.made_on < (k.demanded_at AT TIME ZONE 'Europe/London')::date)
    ) OR EXISTS (
        SELECT FROM contact_letter t WHERE t.family_id = b.family_id
        AND (t.posted_at <= k.demanded_at OR t.withdrawn_at IS NOT NULL AND t.answer = 'delivered')
    )
)
ORDER BY 1, 2, 3, k.id
