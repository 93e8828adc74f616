-- When each supplier last confirmed to each of these councils the status of all that it sent before: a file of arrivals speaks
-- of those who came as arrivals only. A file for which the supplier did not look as it agreed confirms nobody; and while a file is
-- held because something in it is not as it ever was, no word of that supplier counts: it may say what nobody has read yet.
SELECT c.council_id, o.code, c.kind = 'arrivals', max(c.as_at)
FROM intake_consignment c JOIN directory_organisation o ON o.id = c.supplier_id
WHERE c.council_id = ANY(%(councils)s::bigint[]) AND c.status = 'accepted' AND c.confirms AND NOT c.single
  AND c.as_at <= %(at)s::timestamptz AND NOT EXISTS (
    SELECT 1 FROM intake_consignment h
    WHERE h.council_id = c.council_id AND h.supplier_id = c.supplier_id AND h.status = 'held' AND h.as_at <= %(at)s::timestamptz
      AND (h.kind = 'arrivals') = (c.kind = 'arrivals')
      AND NOT EXISTS (
        SELECT 1 FROM intake_consignment a
        WHERE a.council_id = h.council_id AND a.supplier_id = h.supplier_id AND a.status = 'accepted' AND NOT a.single
          AND a.id > h.id AND a.as_at >= h.as_at AND a.kind = h.kind
    )
)
GROUP BY 1, 2, 3
