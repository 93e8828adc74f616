-- Where a council's own offices for data protection are reached, as its agreements give it, the latest word first.
SELECT c ->> 'role', c ->> 'email', c ->> 'telephone'
FROM agreements_version v
JOIN agreements_agreement a ON a.id = v.agreement_id
JOIN directory_organisation o ON o.id = a.council_id
CROSS JOIN LATERAL jsonb_array_elements(v.contacts) c
WHERE o.id = %(council)s::bigint AND c ->> 'party' = o.code AND c ->> 'role' IN ('data-protection-officer', 'ig-lead')
ORDER BY v.id DESC, 1
