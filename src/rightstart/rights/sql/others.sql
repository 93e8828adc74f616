-- Who else was told of the babies of one family: their supplier of what the council learnt, another council, other systems, another
-- centre that covered theirs or opened them for a reason.
SELECT 'supplier', o.name, f.offered_at, f.columns
FROM intake_offer f JOIN directory_organisation o ON o.id = f.supplier_id
WHERE f.council_id = %(council)s::bigint AND f.record_key IN (
    SELECT record_key FROM births_identity WHERE birth_id = ANY(%(births)s::bigint[])
)
UNION ALL
SELECT 'council', o.name, h.at, '{}'::text[]
FROM births_handedon h JOIN directory_organisation o ON o.id = h.council_id WHERE h.birth_id = ANY(%(births)s::bigint[])
UNION ALL
SELECT 'system', y.name || ', ' || y.office, s.told_at, '{}'::text[]
FROM handover_downstreamstop s JOIN handover_downstreamsystem y ON y.id = s.system_id
WHERE s.birth_id = ANY(%(births)s::bigint[]) AND s.told_at IS NOT NULL
UNION ALL
SELECT 'centre', o.name, min(s.at), '{}'::text[]
FROM release_sight s JOIN directory_organisation o ON o.id = s.organisation_id
WHERE s.page = ANY(%(pages)s::text[]) AND s.key IN (
    SELECT n.key FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id WHERE i.birth_id = ANY(%(births)s::bigint[])
)
GROUP BY o.name
ORDER BY 3
