-- The letters to one family that were ever printed: for which centre, and what became of each.
SELECT o.name, l.printed_at, l.posted_at, l.withdrawn_at, l.answer
FROM contact_letter l JOIN directory_organisation o ON o.id = l.centre_id
WHERE l.printed_at IS NOT NULL AND l.family_id = (SELECT family_id FROM births_birth WHERE id = %(birth)s::bigint)
ORDER BY l.printed_at, l.id
