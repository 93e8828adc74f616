-- One page of the families with an open line at the centre that joined it, by one reference each, the latest first; asked as the
-- centre's own role, which sees no others. The first column counts all.
SELECT count(*) OVER (), l.family_id, min(l.reference)
FROM handover_line l
LEFT JOIN joining_joining j ON j.family_id = l.family_id
LEFT JOIN LATERAL (
    SELECT min(t.made_on) AS made_on FROM contact_attempt t
    WHERE t.family_id = l.family_id AND t.outcome = ANY(%(outcomes)s::text[])
) a ON true
WHERE j.id IS NOT NULL OR a.made_on IS NOT NULL
GROUP BY l.family_id
ORDER BY max(coalesce(j.joined_on, a.made_on)) DESC, l.family_id
LIMIT %(size)s::bigint OFFSET %(skip)s::bigint
