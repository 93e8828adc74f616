-- Of these families, as the centre's own role sees them: when and how each joined, the attempt that says so where no more was
-- recorded, and the days on which it came.
SELECT f.id, j.joined_on, j.how, j.through, a.made_on, a.outcome,
       coalesce((
           SELECT json_agg(json_build_array(v.attended_on, v.kind) ORDER BY v.attended_on, v.id)
           FROM joining_attendance v WHERE v.family_id = f.id
       ), '[]')
FROM unnest(%(families)s::bigint[]) AS f (id)
LEFT JOIN joining_joining j ON j.family_id = f.id
LEFT JOIN LATERAL (
    SELECT t.made_on, t.outcome FROM contact_attempt t
    WHERE t.family_id = f.id AND t.outcome = ANY(%(outcomes)s::text[]) ORDER BY t.made_on, t.id LIMIT 1
) a ON true
