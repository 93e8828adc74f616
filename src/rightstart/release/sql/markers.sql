-- Every marker that these births bear the key of, by a statement about them or by their own reference; the last column
-- tells one on the whole confinement.
SELECT i.birth_id, m.kind, m.from_on, m.until_on, m.stated_at, m.marked_at, false
FROM births_identity i JOIN safeguards_marker m ON m.key = i.record_key WHERE i.birth_id = ANY(%(births)s::bigint[])
UNION
SELECT i.birth_id, m.kind, m.from_on, m.until_on, m.stated_at, m.marked_at, false
FROM births_identity i JOIN safeguards_marker m ON m.key = i.nhs_key WHERE i.birth_id = ANY(%(births)s::bigint[])
UNION
SELECT i.birth_id, m.kind, m.from_on, m.until_on, m.stated_at, m.marked_at, true
FROM births_identity i JOIN safeguards_marker m ON m.key = i.confinement_key WHERE i.birth_id = ANY(%(births)s::bigint[])
UNION
SELECT b.id, m.kind, m.from_on, m.until_on, m.stated_at, m.marked_at, false
FROM births_birth b JOIN safeguards_marker m ON m.key = convert_to(b.reference, 'UTF8') WHERE b.id = ANY(%(births)s::bigint[])
