-- When each supplier last confirmed to each of these councils the status of all that it sent before: a file of arrivals speaks
-- of those who came as arrivals only.
SELECT c.council_id, o.code, c.kind = 'arrivals', max(c.as_at)
FROM intake_consignment c JOIN directory_organisation o ON o.id = c.supplier_id
WHERE c.council_id = ANY(%(councils)s::bigint[]) AND c.status = 'accepted' AND NOT c.single AND c.as_at <= %(at)s::timestamptz
GROUP BY 1, 2, 3
