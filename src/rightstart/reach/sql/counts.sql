-- For a council: families by the centre that serves them and the month of birth (of those who moved in: the month they became
-- known), notified, contacted, and registered with a centre (by its joining, or by an attempt that says so); of each that
-- registered the days on which it came; and those withheld. An erased family counts by its last decision.
WITH lines AS (
    SELECT DISTINCT l.family_id, l.centre_id FROM handover_line l
    JOIN directory_organisation c ON c.id = l.centre_id
    WHERE c.council_id = %(council)s::bigint AND l.replaced_at IS NULL
), families AS (
    SELECT b.family_id, bool_and(n.arrived) AS moved_in, min(i.born_on) AS born_on, min(b.known_at) AS known_at,
           bool_or(d.outcome = 'withheld') AS withheld
    FROM births_identity i
    JOIN births_birth b ON b.id = i.birth_id
    JOIN intake_notice n ON n.id = i.notice_id
    LEFT JOIN LATERAL (  -- the current one, else the last of one that is forgotten: two indexes, for an OR reads every council's
        SELECT now.outcome FROM release_decision now WHERE now.birth_id = b.id AND now.superseded_at IS NULL
        UNION ALL
        SELECT past.outcome FROM release_decision past
        WHERE past.birth_id = b.id AND past.superseded_at IS NOT NULL AND past.salt = ''::bytea AND NOT EXISTS (
            SELECT FROM release_decision later
            WHERE later.birth_id = past.birth_id AND later.superseded_at IS NOT NULL AND later.id > past.id
        ) AND NOT EXISTS (
            SELECT FROM release_decision later
            WHERE later.birth_id = past.birth_id AND later.superseded_at IS NULL AND later.id > past.id
        )
    ) d ON true
    WHERE i.council_id = %(council)s::bigint
    GROUP BY b.family_id
), registered AS (
    SELECT l.family_id,
           array(SELECT DISTINCT v.attended_on FROM joining_attendance v WHERE v.family_id = l.family_id ORDER BY 1) AS days
    FROM (SELECT DISTINCT family_id FROM lines) l
    WHERE EXISTS (SELECT 1 FROM joining_joining j WHERE j.family_id = l.family_id) OR EXISTS (
        SELECT 1 FROM contact_attempt a WHERE a.family_id = l.family_id AND a.outcome = ANY(%(joined)s::text[])
    )
)
SELECT c.code, c.name, f.moved_in,
       date_trunc('month', CASE WHEN f.moved_in THEN (f.known_at AT TIME ZONE 'Europe/London')::date ELSE f.born_on END)::date AS month,
       count(*) FILTER (WHERE l.family_id IS NOT NULL) AS notified,
       count(*) FILTER (WHERE f.withheld) AS withheld,
       count(*) FILTER (WHERE l.family_id IS NOT NULL AND EXISTS (
           SELECT 1 FROM contact_attempt a WHERE a.family_id = f.family_id
       )) AS contacted,
       count(r.family_id) AS registered,
       coalesce(json_agg(r.days) FILTER (WHERE r.days <> '{}'), '[]') AS came
FROM families f
LEFT JOIN lines l ON l.family_id = f.family_id
LEFT JOIN registered r ON r.family_id = f.family_id
LEFT JOIN directory_organisation c ON c.id = l.centre_id
WHERE l.family_id IS NOT NULL OR f.withheld
GROUP BY c.code, c.name, f.moved_in, month
ORDER BY c.name NULLS LAST, f.moved_in, month
