-- All that was said of the babies of one family, notice by notice: from whom and when it came, what is not sealed, and what is.
SELECT b.reference, o.name, c.received_at, n.as_at, n.action, n.born_on, n.birth_order, n.births_in_confinement, n.hv_seen_on,
       n.told_on, n.language, n.interpreter, n.key, n.sealed
FROM births_identity i
JOIN births_birth b ON b.id = i.birth_id
JOIN intake_notice n ON n.id = i.notice_id
JOIN intake_consignment c ON c.id = n.consignment_id
JOIN directory_organisation o ON o.id = c.supplier_id
WHERE i.birth_id = ANY(%(births)s::bigint[])
ORDER BY b.id, n.as_at, n.id
