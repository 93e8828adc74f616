-- The latest placing by hand of each of these births.
SELECT DISTINCT ON (birth_id) birth_id, centre_id, from_on, home_key FROM allocation_handplacing
WHERE birth_id = ANY(%(births)s::bigint[]) ORDER BY birth_id, at DESC, id DESC
