-- Up to when two people have lifted each kind of marker from these births.
SELECT birth_id, kind, max(confirmed_at) FROM safeguards_lift
WHERE confirmed_at IS NOT NULL AND birth_id = ANY(%(births)s::bigint[]) GROUP BY birth_id, kind
