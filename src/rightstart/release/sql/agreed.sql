-- What the register of agreements holds for a council, as a stamp: it changes with every version and event that comes,
-- goes or changes, whatever order they are committed in.
SELECT string_agg(concat_ws(':', v.id, v.xmin, a.xmin, e.events, e.latest, r.recipients, r.latest), ',' ORDER BY v.id)
FROM agreements_agreement a
JOIN agreements_version v ON v.agreement_id = a.id
LEFT JOIN LATERAL (SELECT count(*) AS events, max(id) AS latest FROM agreements_event WHERE version_id = v.id) e ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS recipients, max(id) AS latest FROM agreements_version_recipients WHERE version_id = v.id
) r ON true
WHERE a.council_id = %(council)s::bigint
