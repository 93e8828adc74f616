-- The open lines of one family, by the reference of any of them, with what was tried.
SELECT l.family_id, l.birth_id, l.reference, l.parent_name, l.baby_forename, l.baby_surname, l.born_on,
       l.address, l.postcode, l.phone, l.email, l.language, l.interpreter, l.told_on, l.handed_on, l.due_on,
       coalesce((
           SELECT json_agg(json_build_array(a.channel, a.outcome, a.made_on, coalesce(n.text, '')) ORDER BY a.made_on, a.id)
           FROM contact_attempt a LEFT JOIN contact_attemptnote n ON n.attempt_id = a.id WHERE a.family_id = l.family_id
       ), '[]')
FROM handover_line l
WHERE l.family_id = (SELECT f.family_id FROM handover_line f WHERE f.reference = %(reference)s::text)
ORDER BY l.birth_id
