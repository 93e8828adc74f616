-- For a centre, asked as its own role: what each of its people has tried and whom they have seen since a moment.
WITH tried AS (
    SELECT split_part(a.by, ':', 2)::bigint AS person_id, count(*) AS attempts, count(DISTINCT a.family_id) AS families,
           max(a.at) AS at
    FROM contact_attempt a WHERE a.at >= %(since)s::timestamptz AND a.by LIKE 'person:%%' GROUP BY 1
), saw AS (
    SELECT s.person_id, count(DISTINCT l.family_id) AS seen, max(s.at) AS at
    FROM release_sight s LEFT JOIN handover_line l ON l.key = s.key
    WHERE s.at >= %(since)s::timestamptz GROUP BY s.person_id
)
SELECT coalesce(t.person_id, s.person_id), coalesce(t.attempts, 0), coalesce(t.families, 0), coalesce(s.seen, 0),
       greatest(t.at, s.at)
FROM tried t FULL JOIN saw s ON s.person_id = t.person_id
