-- The call-backs that a centre has still to answer: the urgent ones first, then oldest first.
SELECT reference, handed_on, demanded_at, urgent FROM handover_callback
WHERE answered_at IS NULL ORDER BY urgent DESC, demanded_at, id
