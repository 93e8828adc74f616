-- When each of a centre's people was last at work there since a moment: opened a family, tried to reach one, or took a parcel in.
WITH touched AS (
    SELECT s.person_id, s.at FROM release_sight s
    WHERE s.organisation_id = %(centre)s::bigint AND s.at >= %(since)s::timestamptz
    UNION ALL
    SELECT split_part(a.by, ':', 2)::bigint, a.at FROM contact_attempt a
    WHERE a.centre_id = %(centre)s::bigint AND a.at >= %(since)s::timestamptz AND a.by LIKE 'person:%%'
    UNION ALL
    SELECT split_part(r.by, ':', 2)::bigint, r.at FROM handover_receipt r JOIN handover_parcel p ON p.id = r.parcel_id
    WHERE p.centre_id = %(centre)s::bigint AND r.at >= %(since)s::timestamptz AND r.by LIKE 'person:%%'
)
SELECT t.person_id, max(t.at) FROM touched t
WHERE EXISTS (
    SELECT FROM directory_role r WHERE r.person_id = t.person_id AND r.organisation_id = %(centre)s::bigint
    AND r.from_on <= %(today)s::date AND (r.until_on IS NULL OR r.until_on > %(today)s::date)
)
GROUP BY t.person_id
