-- What went out that an entry is about, line by line: to whom, when, which items, under what, its proof, and what became of it; by the
-- references under which the council and the centre know the birth. Of a birth and of a file, everything that went out about it.
WITH about AS (
    SELECT x.* FROM breaches_concern x JOIN breaches_breach b ON b.id = x.breach_id
    WHERE b.reference = %(breach)s::text AND b.council_id = %(council)s::bigint
), births AS (
    SELECT birth_id FROM about WHERE birth_id IS NOT NULL
    UNION
    SELECT i.birth_id FROM about x
    JOIN intake_notice n ON n.consignment_id = x.consignment_id
    JOIN births_identity i ON i.record_key = n.record_key AND i.council_id = n.council_id
    WHERE x.sort = 'consignment'
), decisions AS (
    SELECT d.id FROM births JOIN release_decision d ON d.birth_id = births.birth_id WHERE d.outcome = 'disclose'
    UNION
    SELECT t.decision_id FROM about x
    JOIN handover_parcel p ON p.centre_id = x.centre_id AND p.sent_at >= x.from_at AND p.sent_at < x.until_at
    JOIN handover_line t ON t.parcel_id = p.id
    WHERE x.sort = 'centre'
)
SELECT b.reference, b.id, b.family_id, o.id, o.name, t.reference, p.sent_at, v.items, a.reference, v.version,
       (SELECT min(e.position) FROM ledger_leaf l JOIN ledger_entry e ON e.leaf_id = l.id WHERE l.hash = d.leaf_hash),
       r.at, k.demanded_at, k.answered_at,
       EXISTS (SELECT FROM contact_attempt c WHERE c.family_id = b.family_id AND c.centre_id = o.id),
       EXISTS (SELECT FROM contact_letter c WHERE c.family_id = b.family_id AND (c.posted_at IS NOT NULL OR c.answer = 'delivered'))
FROM decisions
JOIN release_decision d ON d.id = decisions.id AND d.council_id = %(council)s::bigint
JOIN births_birth b ON b.id = d.birth_id
JOIN handover_line t ON t.decision_id = d.id
JOIN handover_parcel p ON p.id = t.parcel_id AND p.sent_at IS NOT NULL
JOIN directory_organisation o ON o.id = t.centre_id
JOIN agreements_version v ON v.id = d.version_id
JOIN agreements_agreement a ON a.id = v.agreement_id
LEFT JOIN handover_receipt r ON r.parcel_id = p.id
LEFT JOIN handover_callback k ON k.decision_id = d.id
ORDER BY o.name, p.sent_at, t.id
