-- The files that an entry is about: whose, when, and how many of its rows were other councils' residents, by the council.
SELECT c.reference, o.name, c.received_at, coalesce(c.receipt -> 'not_ours_by_area', '{}'), x.sort
FROM breaches_concern x
JOIN breaches_breach b ON b.id = x.breach_id
JOIN intake_consignment c ON c.id = x.consignment_id
JOIN directory_organisation o ON o.id = c.supplier_id
WHERE b.reference = %(breach)s::text AND b.council_id = %(council)s::bigint
ORDER BY c.received_at, c.id
