-- Up to when two people have lifted each kind of marker from these births: what was stated when the first one asked, for that is
-- what both have looked at.
SELECT birth_id, kind, max(asked_at) FROM safeguards_lift
WHERE confirmed_at IS NOT NULL AND birth_id = ANY(%(births)s::bigint[]) GROUP BY birth_id, kind
