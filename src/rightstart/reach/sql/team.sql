-- For a centre, asked as its own role: how many families each of its people takes care of, and what they have tried and whom
-- they have seen since a moment.
WITH tried AS (
    SELECT split_part(a.by, ':', 2)::bigint AS person_id, count(*) AS attempts, count(DISTINCT a.family_id) AS families,
           max(a.at) AS at
    FROM contact_attempt a WHERE a.at >= %(since)s::timestamptz AND a.by LIKE 'person:%%' GROUP BY 1
), saw AS (
    SELECT s.person_id, count(DISTINCT l.family_id) AS seen, max(s.at) AS at
    FROM release_sight s LEFT JOIN handover_line l ON l.key = s.key
    WHERE s.at >= %(since)s::timestamptz GROUP BY s.person_id
), cares AS (
    SELECT a.person_id, count(*) AS cares FROM contact_assignment a
    WHERE a.ended_at IS NULL AND EXISTS (SELECT FROM handover_line l WHERE l.family_id = a.family_id) GROUP BY a.person_id
)
SELECT person_id, coalesce(c.cares, 0), coalesce(t.attempts, 0), coalesce(t.families, 0), coalesce(s.seen, 0),
       greatest(t.at, s.at)
FROM cares c FULL JOIN tried t USING (person_id) FULL JOIN saw s USING (person_id)
