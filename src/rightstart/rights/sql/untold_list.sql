SELECT held.reference, o.name, obtained_on, outcome, marked, came_back, count(*) OVER ()
FROM held JOIN directory_organisation o ON o.id = held.supplier_id
WHERE NOT told_before AND NOT written AND exempt IS NULL AND obtained_on <= %(until)s::date
ORDER BY held.obtained_on, held.reference LIMIT %(size)s::bigint OFFSET %(skip)s::bigint
