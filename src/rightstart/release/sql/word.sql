-- When each supplier that speaks of a council's birth last confirmed the status of all that it sent before.
SELECT o.name, max(c.as_at)
FROM births_birth b
JOIN births_identity i ON i.birth_id = b.id
JOIN intake_notice n ON n.id = i.notice_id
JOIN intake_consignment c ON c.supplier_id = i.supplier_id AND c.council_id = b.council_id AND (c.kind <> 'arrivals' OR n.arrived)
JOIN directory_organisation o ON o.id = c.supplier_id
WHERE b.reference = %(reference)s::text AND b.council_id = %(council)s::bigint AND c.status = 'accepted' AND NOT c.single
GROUP BY o.name ORDER BY o.name
