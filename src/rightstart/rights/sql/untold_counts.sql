SELECT held.council_id, o.code, o.name, obtained_on, told_before, written, exempt, outcome, marked, came_back, count(*)
FROM held JOIN directory_organisation o ON o.id = held.supplier_id
GROUP BY held.council_id, o.code, o.name, obtained_on, told_before, written, exempt, outcome, marked, came_back
