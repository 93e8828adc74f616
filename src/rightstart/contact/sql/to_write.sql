-- The families of a centre that a letter may be to be written to, due first, each with its due day and a reference; the first column
-- counts all of them. Not tried since they were handed over (what two people ended before that does not count), or the last that was heard puts
-- in doubt an address that was answered for since; and no letter on its way out. What of it is so is decided by contact/rules.py.
SELECT count(*) OVER (), min(l.due_on), l.family_id, (array_agg(l.reference ORDER BY l.birth_id))[1]
FROM handover_line l
WHERE (
    NOT EXISTS (
        SELECT 1 FROM contact_attempt a WHERE a.family_id = l.family_id AND NOT (
            a.outcome = ANY(%(stopping)s::text[])
            AND a.at < (SELECT p.packed_at FROM handover_parcel p WHERE p.id = l.parcel_id)
        )
    ) OR (
        SELECT t.answer = ANY(%(righted)s::text[])
        FROM contact_retrace t WHERE t.family_id = l.family_id ORDER BY t.id DESC LIMIT 1
    ) AND (
        SELECT a.outcome = ANY(%(doubting)s::text[])
        FROM contact_attempt a WHERE a.family_id = l.family_id ORDER BY a.made_on DESC, a.id DESC LIMIT 1
    )
) AND NOT EXISTS (
    SELECT 1 FROM contact_letter t
    WHERE t.family_id = l.family_id AND t.withdrawn_at IS NULL AND t.posted_at IS NULL
)
GROUP BY l.family_id
ORDER BY min(l.due_on), l.family_id
LIMIT %(size)s::bigint
