-- One page of the families on a centre's worklist, due first, line by line: those with an open line and no attempt that
-- closed or stopped contact. The first column counts all such families, the last tells what was tried with each.
WITH due AS (
    SELECT l.family_id, min(l.due_on) AS due_on, count(*) OVER () AS families
    FROM handover_line l
    WHERE NOT EXISTS (
        SELECT 1 FROM contact_attempt a WHERE a.family_id = l.family_id AND a.outcome = ANY(%(ended)s::text[])
    )
    GROUP BY l.family_id
    ORDER BY min(l.due_on), l.family_id
    LIMIT %(size)s::bigint OFFSET %(skip)s::bigint
)
SELECT due.families, l.family_id, l.birth_id, l.reference, l.parent_name, l.baby_forename, l.baby_surname, l.born_on,
       l.address, l.postcode, l.phone, l.email, l.language, l.interpreter, l.told_on, l.handed_on, l.due_on,
       coalesce((
           SELECT json_agg(json_build_array(a.channel, a.outcome, a.made_on, coalesce(n.text, '')) ORDER BY a.made_on, a.id)
           FROM contact_attempt a LEFT JOIN contact_attemptnote n ON n.attempt_id = a.id WHERE a.family_id = l.family_id
       ), '[]')
FROM due JOIN handover_line l ON l.family_id = due.family_id
ORDER BY due.due_on, l.family_id, l.birth_id
