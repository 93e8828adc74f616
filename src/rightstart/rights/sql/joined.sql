-- That one family joined a centre, and when it came, to which kind of service: oldest first.
SELECT o.name, f.on_day, f.joined, f.kind FROM (
    SELECT j.centre_id, j.joined_on AS on_day, true AS joined, j.through AS kind, j.family_id FROM joining_joining j
    UNION ALL
    SELECT a.centre_id, a.attended_on, false, a.kind, a.family_id FROM joining_attendance a
) f JOIN directory_organisation o ON o.id = f.centre_id
WHERE f.family_id = (SELECT family_id FROM births_birth WHERE id = %(birth)s::bigint)
ORDER BY f.on_day, f.joined DESC, o.name
