-- What bears on how long each family is kept: the last baby's day of birth (of one that moved in, when that became known),
-- what came of contact and when it was last tried, the shortest time that an agreement says, and what is open about it. Of
-- families with anything left to erase, whose time began before a day. Whose births are `chosen` stands before it.
babies AS (
    SELECT b.family_id, b.id, b.council_id, i.notice_id,
           CASE WHEN n.arrived THEN greatest(i.born_on, (b.known_at AT TIME ZONE 'Europe/London')::date)
                ELSE i.born_on END AS since_on
    FROM chosen b JOIN births_identity i ON i.birth_id = b.id JOIN intake_notice n ON n.id = i.notice_id
    WHERE n.sealed IS NOT NULL
), families AS (
    SELECT family_id, min(council_id) AS council_id, max(since_on) AS since_on, array_agg(DISTINCT id) AS births,
           array_agg(DISTINCT notice_id) AS notices
    FROM babies GROUP BY family_id HAVING max(since_on) <= %(before)s::date
), in_log AS (
    SELECT x.* FROM breaches_concern x WHERE coalesce((
        SELECT s.act FROM breaches_step s
        WHERE s.breach_id = x.breach_id AND s.act IN ('close', 'clear', 'find') ORDER BY s.id DESC LIMIT 1
    ), '') NOT IN ('close', 'clear')
), breached AS (
    SELECT birth_id FROM in_log WHERE birth_id IS NOT NULL
    UNION
    SELECT i.birth_id FROM in_log x JOIN intake_notice n ON n.consignment_id = x.consignment_id
    JOIN births_identity i ON i.record_key = n.record_key AND i.council_id = n.council_id WHERE x.sort = 'consignment'
    UNION
    SELECT t.birth_id FROM in_log x
    JOIN handover_parcel p ON p.centre_id = x.centre_id AND p.sent_at >= x.from_at AND p.sent_at < x.until_at
    JOIN handover_line t ON t.parcel_id = p.id WHERE x.sort = 'centre'
)
SELECT f.family_id, f.council_id, f.since_on, coalesce(a.outcomes, '{}'), a.tried_on,
       least(
           (SELECT min(v.retention_months) FROM intake_notice n JOIN intake_consignment c ON c.id = n.consignment_id
            JOIN agreements_version v ON v.id = c.agreement_version WHERE n.id = ANY(f.notices)),
           (SELECT min(v.retention_months) FROM release_decision d JOIN agreements_version v ON v.id = d.version_id
            WHERE d.birth_id = ANY(f.births))
       ),
       array_remove(ARRAY[
           CASE WHEN EXISTS (SELECT FROM handover_callback k JOIN release_decision d ON d.id = k.decision_id
                             WHERE d.birth_id = ANY(f.births) AND k.answered_at IS NULL) THEN 'call-back' END,
           CASE WHEN EXISTS (SELECT FROM handover_downstreamstop s
                             WHERE s.birth_id = ANY(f.births) AND s.answered_at IS NULL) THEN 'other-system' END,
           CASE WHEN EXISTS (SELECT FROM births_review r WHERE r.settled_at IS NULL
                             AND (r.birth_id = ANY(f.births) OR r.other_id = ANY(f.births))) THEN 'question' END,
           CASE WHEN EXISTS (SELECT FROM release_question q
                             WHERE q.birth_id = ANY(f.births) AND q.closed_at IS NULL) THEN 'held' END,
           CASE WHEN EXISTS (SELECT FROM safeguards_stopmatch m
                             WHERE m.birth_id = ANY(f.births) AND m.answer IS NULL) THEN 'telephoned' END,
           CASE WHEN EXISTS (SELECT FROM contact_retrace t
                             WHERE t.family_id = f.family_id AND t.answer IS NULL) THEN 'returned-letter' END,
           CASE WHEN EXISTS (SELECT FROM contact_letter t WHERE t.family_id = f.family_id AND t.printed_at IS NOT NULL
                             AND (t.withdrawn_at IS NULL AND t.posted_at IS NULL
                                  OR t.withdrawn_at IS NOT NULL AND t.answer IS NULL)) THEN 'letter' END,
           CASE WHEN EXISTS (SELECT FROM visits_onsheet o JOIN visits_visitsheet v ON v.id = o.sheet_id
                             WHERE o.family_id = f.family_id AND v.destroyed_at IS NULL) THEN 'sheet' END,
           CASE WHEN EXISTS (SELECT FROM safeguards_lift l
                             WHERE l.birth_id = ANY(f.births) AND l.confirmed_at IS NULL) THEN 'lift' END,
           CASE WHEN EXISTS (SELECT FROM rights_asking q WHERE q.birth_id = ANY(f.births) AND q.answered_at IS NULL)
                  OR EXISTS (SELECT FROM rights_request q WHERE q.birth_id = ANY(f.births) AND q.closed_at IS NULL)
                THEN 'request' END,
           CASE WHEN EXISTS (SELECT FROM breached x WHERE x.birth_id = ANY(f.births)) THEN 'breach' END
       ], NULL)
FROM families f
LEFT JOIN LATERAL (
    SELECT array_agg(DISTINCT t.outcome) AS outcomes, max(t.made_on) AS tried_on FROM contact_attempt t WHERE t.family_id = f.family_id
) a ON true
ORDER BY f.since_on, f.family_id
