-- Who has dealt with each of the chosen lines (see taken.sql, found.sql) and works at its centre today: they recorded an attempt
-- with the family, or acknowledged the parcel, or were told of an earlier change. Nobody else of the centre is told.
-- Then whether the centre has tried to contact the family, and who at its council is told of that.
, dealt AS (
    SELECT chosen.birth_id, substring(a.by FROM '^person:([0-9]+)$')::bigint AS person_id
    FROM chosen JOIN contact_attempt a ON a.family_id = chosen.family_id AND a.centre_id = chosen.centre_id
    UNION
    SELECT chosen.birth_id, substring(r.by FROM '^person:([0-9]+)$')::bigint
    FROM chosen JOIN handover_receipt r ON r.parcel_id = chosen.parcel_id
    UNION
    SELECT chosen.birth_id, n.person_id
    FROM chosen JOIN contact_importantnotice n ON n.birth_id = chosen.birth_id AND n.organisation_id = chosen.centre_id
), standing AS (
    SELECT r.organisation_id, r.person_id, r.kind FROM directory_role r JOIN directory_person p ON p.id = r.person_id
    WHERE p.is_active AND r.from_on <= %(today)s::date AND (r.until_on IS NULL OR r.until_on > %(today)s::date)
)
SELECT chosen.birth_id, chosen.family_id, chosen.centre_id, chosen.council_id, chosen.reference,
       ARRAY(
           SELECT DISTINCT d.person_id
           FROM dealt d JOIN standing s ON s.person_id = d.person_id AND s.organisation_id = chosen.centre_id
           WHERE d.birth_id = chosen.birth_id ORDER BY 1
       ),
       EXISTS (
           SELECT FROM contact_attempt a WHERE a.family_id = chosen.family_id AND a.centre_id = chosen.centre_id
       ),
       ARRAY(
           SELECT DISTINCT s.person_id FROM standing s
           WHERE s.organisation_id = chosen.council_id AND s.kind = ANY(%(higher)s::text[]) ORDER BY 1
       )
FROM chosen ORDER BY chosen.birth_id
