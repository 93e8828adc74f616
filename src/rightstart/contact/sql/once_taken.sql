-- Chooses for dealt.sql what is disclosed again to a centre whose people were told before that it was taken from them.
WITH chosen AS (
    SELECT DISTINCT ON (n.birth_id) n.birth_id, n.family_id, n.centre_id, c.council_id, n.reference, NULL::bigint AS parcel_id
    FROM contact_importantnotice n
    JOIN unnest(%(births)s::bigint[], %(centres)s::bigint[]) AS given (birth_id, centre_id)
      ON given.birth_id = n.birth_id AND given.centre_id = n.organisation_id
    JOIN directory_organisation c ON c.id = n.centre_id
    ORDER BY n.birth_id, n.at DESC, n.id DESC
)
