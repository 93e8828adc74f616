-- What the register of places says of these postcodes on a day: council and small area; a terminated one still resolves.
SELECT DISTINCT ON (p.postcode) p.postcode, p.council_code, p.small_area_code, (
    SELECT a.council_code FROM places_smallarea a WHERE a.code = p.small_area_code AND a.from_on <= %(on)s::date
    ORDER BY a.from_on DESC LIMIT 1
) FROM places_postcode p
WHERE p.postcode = ANY(%(postcodes)s::text[]) AND p.from_on <= %(on)s::date ORDER BY p.postcode, p.from_on DESC
