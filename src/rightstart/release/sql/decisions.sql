-- The current decision about each of these births.
SELECT birth_id, id, outcome, reason, until_on, recipient_id, version_id, marked, salt, payload, notice_id
FROM release_decision WHERE birth_id = ANY(%(births)s::bigint[]) AND superseded_at IS NULL
