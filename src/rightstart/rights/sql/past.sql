-- What bears on who may answer a parent: every kind of marker ever stated of the babies of a family, how many centres were ever
-- told of them, whether they were handed on, and whether it is in question that they are one family.
SELECT ARRAY(
    SELECT DISTINCT m.kind FROM safeguards_marker m WHERE m.key IN (
        SELECT unnest(ARRAY[i.record_key, i.nhs_key, i.confinement_key]) FROM births_identity i
        WHERE i.birth_id = ANY(%(births)s::bigint[])
        UNION ALL
        SELECT convert_to(b.reference, 'UTF8') FROM births_birth b WHERE b.id = ANY(%(births)s::bigint[])
    )
),
(SELECT count(DISTINCT d.recipient_id) FROM release_decision d
 WHERE d.birth_id = ANY(%(births)s::bigint[]) AND d.outcome = 'disclose'),
EXISTS (SELECT 1 FROM births_handedon h WHERE h.birth_id = ANY(%(births)s::bigint[]))
    OR EXISTS (SELECT 1 FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id
               WHERE i.birth_id = ANY(%(births)s::bigint[]) AND n.arrived),
EXISTS (SELECT 1 FROM births_review r WHERE r.settled_at IS NULL
        AND (r.birth_id = ANY(%(births)s::bigint[]) OR r.other_id = ANY(%(births)s::bigint[])))
