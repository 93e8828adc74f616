-- What came under one agreement, by version and month of receipt in London: a supplier, or another council, to a council.
SELECT v.version, date_trunc('month', c.received_at AT TIME ZONE 'Europe/London')::date AS month,
    count(*) FILTER (WHERE c.status = 'accepted') AS accepted,
    count(*) FILTER (WHERE c.status = 'held') AS held,
    count(*) FILTER (WHERE c.status = 'refused') AS refused,
    count(*) FILTER (WHERE c.status = 'accepted' AND c.nil) AS nil,
    coalesce(sum((c.said ->> 'rows')::bigint) FILTER (WHERE c.status = 'accepted'), 0)::bigint AS rows
FROM agreements_version v
JOIN agreements_agreement a ON a.id = v.agreement_id AND a.reference = %(agreement)s
JOIN intake_consignment c ON c.agreement_version = v.id
GROUP BY 1, 2 ORDER BY 1, 2
