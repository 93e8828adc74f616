-- Of the families that another query chooses on a centre's list, asked as its own role: since when it has each, by when it is due,
-- who takes care of it and in whose stead, since when, and whether that one has tried to reach it meanwhile.
SELECT c.family_id, min(p.sent_at), min(l.due_on), s.person_id, s.covers_for_id, s.at,
       EXISTS (
           SELECT FROM contact_attempt a
           WHERE a.family_id = c.family_id AND a.at >= s.at AND a.by = 'person:' || s.person_id
       )
FROM chosen c
JOIN handover_line l ON l.family_id = c.family_id
JOIN handover_parcel p ON p.id = l.parcel_id
LEFT JOIN contact_assignment s ON s.family_id = c.family_id AND s.ended_at IS NULL
GROUP BY c.family_id, s.person_id, s.covers_for_id, s.at
