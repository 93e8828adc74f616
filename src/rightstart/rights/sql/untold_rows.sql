-- Rows that wait in quarantine, by council, supplier and the day on which they came.
SELECT c.council_id, o.code, o.name, (c.received_at AT TIME ZONE 'Europe/London')::date AS obtained_on, count(*)
FROM intake_quarantined q
JOIN intake_consignment c ON c.id = q.consignment_id
JOIN directory_organisation o ON o.id = c.supplier_id
WHERE q.settled_at IS NULL AND (%(council)s::bigint IS NULL OR c.council_id = %(council)s::bigint)
GROUP BY c.council_id, o.code, o.name, obtained_on
