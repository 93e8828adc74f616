-- What was tried to reach one family, with the worker's words, sealed.
SELECT a.id, o.name, a.channel, a.outcome, a.made_on, a.language, a.interpreter, n.key, n.sealed
FROM contact_attempt a JOIN directory_organisation o ON o.id = a.centre_id
LEFT JOIN contact_attemptnote n ON n.attempt_id = a.id
WHERE a.family_id = (SELECT family_id FROM births_birth WHERE id = %(birth)s::bigint)
ORDER BY a.made_on, a.id
