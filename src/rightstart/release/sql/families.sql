-- Each asked birth and the others of its family, family by family.
SELECT b.id, b.family_id, b.council_id, b.known_at FROM births_birth b
WHERE b.family_id = ANY(ARRAY(SELECT f.family_id FROM births_birth f WHERE f.id = ANY(%(births)s::bigint[])))
ORDER BY b.family_id, b.id
