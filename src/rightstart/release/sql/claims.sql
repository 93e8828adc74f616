-- The claims of these councils' centres on these postcodes and on the small areas that they have lain in.
SELECT council_id, kind, place, centre_id, lower(during), upper(during) FROM allocation_reacharea
WHERE council_id = ANY(%(councils)s::bigint[]) AND place = ANY(ARRAY(
    SELECT unnest(%(postcodes)s::text[])
    UNION SELECT small_area_code FROM places_postcode WHERE postcode = ANY(%(postcodes)s::text[])
))
