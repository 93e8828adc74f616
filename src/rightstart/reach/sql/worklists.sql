-- For a council: of each centre the families and babies on its worklist, the earliest day of first contact that is due, and whether
-- somebody of the centre has seen all that it was sent.
SELECT c.code, c.name, count(DISTINCT l.family_id), count(l.id), min(l.due_on),
       count(l.id) FILTER (WHERE p.sent_at IS NULL),
       NOT EXISTS (
           SELECT FROM handover_parcel s WHERE s.centre_id = c.id AND s.sent_at IS NOT NULL
             AND NOT EXISTS (SELECT FROM handover_receipt r WHERE r.parcel_id = s.id)
       )
FROM directory_organisation c
LEFT JOIN handover_line l ON l.centre_id = c.id AND l.replaced_at IS NULL AND l.sealed IS NOT NULL
  AND NOT EXISTS (SELECT FROM handover_callback b WHERE b.decision_id = l.decision_id)
LEFT JOIN handover_parcel p ON p.id = l.parcel_id
WHERE c.council_id = %(council)s::bigint AND c.kind = 'centre' AND NOT c.canary
GROUP BY c.id, c.code, c.name
ORDER BY c.name, c.code
