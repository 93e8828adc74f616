-- Every birth that the councils hold, with what tells whether its parents were told: when and by whom it first came, whether an
-- agreement says that they were told before, the last letter that was sent and that came back, the current decision.
WITH came AS (
    SELECT i.birth_id, min(c.received_at) AS received_at,
           (array_agg(c.supplier_id ORDER BY c.received_at, n.id))[1] AS supplier_id,
           coalesce(bool_or(n.told_on IS NOT NULL AND v.informed_by = ANY(%(informers)s::text[])), false) AS told_before
    FROM births_birth b
    JOIN births_identity i ON i.birth_id = b.id
    JOIN intake_notice n ON n.id = i.notice_id
    JOIN intake_consignment c ON c.id = n.consignment_id
    LEFT JOIN agreements_version v ON v.id = c.agreement_version
    WHERE n.sealed IS NOT NULL AND (%(council)s::bigint IS NULL OR b.council_id = %(council)s::bigint)
    GROUP BY i.birth_id
), letters AS (
    SELECT a.family_id, max(a.made_on) FILTER (WHERE a.outcome = 'sent') AS sent_on,
           max(a.made_on) FILTER (WHERE a.outcome = 'returned-mail') AS back_on
    FROM contact_attempt a WHERE a.channel = 'letter' GROUP BY a.family_id
), stopped AS (
    SELECT t.family_id FROM contact_letter t WHERE t.answer = 'stopped'
), held AS (
    SELECT b.council_id, b.reference, came.supplier_id, (came.received_at AT TIME ZONE 'Europe/London')::date AS obtained_on,
           came.told_before, l.sent_on IS NOT NULL AND l.back_on IS NOT NULL AND l.back_on >= l.sent_on AS came_back,
           l.sent_on IS NOT NULL AND (l.back_on IS NULL OR l.back_on < l.sent_on)
               AND b.family_id NOT IN (SELECT family_id FROM stopped) AS written,
           x.reason AS exempt, d.outcome, coalesce(d.marked, false) AS marked
    FROM came
    JOIN births_birth b ON b.id = came.birth_id
    LEFT JOIN letters l ON l.family_id = b.family_id
    LEFT JOIN release_decision d ON d.birth_id = b.id AND d.superseded_at IS NULL
    LEFT JOIN rights_exemption x ON x.birth_id = b.id
)
