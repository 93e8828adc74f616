-- The families on a centre's worklist, due first: those with an open line and no attempt that closed or stopped contact.
SELECT l.family_id, min(l.due_on), count(*) OVER ()
FROM handover_line l
WHERE NOT EXISTS (
    SELECT 1 FROM contact_attempt a WHERE a.family_id = l.family_id AND a.outcome = ANY(%(ended)s)
)
GROUP BY l.family_id
ORDER BY min(l.due_on), l.family_id
LIMIT %(size)s OFFSET %(skip)s
