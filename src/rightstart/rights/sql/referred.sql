-- Who asked a centre to see one family, and when.
SELECT o.name, r.by_whom, r.referred_on
FROM contact_referral r JOIN directory_organisation o ON o.id = r.centre_id
WHERE r.family_id = (SELECT family_id FROM births_birth WHERE id = %(birth)s::bigint)
ORDER BY r.referred_on, r.id
