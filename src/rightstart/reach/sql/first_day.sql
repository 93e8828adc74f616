-- For a council: all that its first day is told by, but for its agreements and files, in one row.
WITH centre AS (
    SELECT c.id, c.code, c.name,
           (SELECT t.kept_at FROM directory_telephone t WHERE t.organisation_id = c.id AND t.role = %(worker)s::text) AS numbered_at,
           EXISTS (SELECT FROM allocation_reacharea a WHERE a.centre_id = c.id AND a.during @> %(today)s::date) AS mapped
    FROM directory_organisation c WHERE c.council_id = %(council)s::bigint AND c.kind = 'centre' AND NOT c.canary
), lead AS (
    SELECT t.kept_at FROM directory_telephone t WHERE t.organisation_id = %(council)s::bigint AND t.role = %(lead)s::text
), role AS (
    SELECT r.kind, min(r.from_on) AS from_on
    FROM directory_role r JOIN directory_person p ON p.id = r.person_id AND p.is_active
    WHERE r.organisation_id = %(council)s::bigint AND r.from_on <= %(today)s::date
      AND (r.until_on IS NULL OR r.until_on > %(today)s::date)
    GROUP BY r.kind
), sent AS (
    SELECT p.centre_id, c.name, r.at FROM handover_parcel p JOIN centre c ON c.id = p.centre_id
    LEFT JOIN handover_receipt r ON r.parcel_id = p.id WHERE p.sent_at IS NOT NULL
)
SELECT coalesce((SELECT jsonb_object_agg(kind, from_on) FROM role), '{}'::jsonb),
       coalesce((SELECT jsonb_agg(jsonb_build_array(code, name) ORDER BY name, code) FROM centre), '[]'::jsonb),
       coalesce((SELECT array_agg(name ORDER BY name) FROM centre WHERE numbered_at IS NULL), '{}'::text[]),
       EXISTS (SELECT FROM lead),
       (SELECT max(at) FROM (SELECT numbered_at FROM centre UNION ALL SELECT kept_at FROM lead) AS kept (at)),
       (SELECT min(lower(a.during)) FROM allocation_reacharea a
        WHERE a.council_id = %(council)s::bigint AND a.during @> %(today)s::date),
       coalesce((SELECT array_agg(name ORDER BY name) FROM centre WHERE NOT mapped), '{}'::text[]),
       (SELECT min(k.at) FROM contact_worklistcheck k WHERE k.council_id = %(council)s::bigint),
       (SELECT min(at) FROM sent),
       coalesce((SELECT array_agg(DISTINCT name) FROM sent WHERE at IS NULL), '{}'::text[]),
       EXISTS (
           SELECT FROM sent JOIN directory_role r ON r.organisation_id = sent.centre_id AND r.from_on <= %(today)s::date
               AND (r.until_on IS NULL OR r.until_on > %(today)s::date)
           JOIN directory_person p ON p.id = r.person_id AND p.is_active
       )
