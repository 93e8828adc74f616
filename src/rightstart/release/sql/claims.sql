-- The claims of these councils' centres on these postcodes and small areas.
SELECT council_id, kind, place, centre_id, lower(during), upper(during) FROM allocation_reacharea
WHERE council_id = ANY(%(councils)s::bigint[]) AND place = ANY(%(places)s::text[])
