-- The call-backs that a centre has still to answer, oldest first.
SELECT reference, handed_on, demanded_at FROM handover_callback WHERE answered_at IS NULL ORDER BY demanded_at, id
