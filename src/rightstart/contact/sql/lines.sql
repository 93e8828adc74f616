-- The open lines of the chosen families, in the order in which they were chosen, with what was tried with each family, and what is known of a doubted address
-- who takes care of it, and in whose stead
-- and who referred it last.
SELECT chosen.families, l.family_id, l.birth_id, l.reference, l.born_on, l.language, l.interpreter, l.told_on, l.hv_seen_on, l.handed_on,
       l.due_on, l.arrived,
       coalesce((
           SELECT json_agg(json_build_array(a.channel, a.outcome, a.made_on, a.language, a.interpreter,
               n.key, encode(n.sealed, 'hex'), a.at < (SELECT p.packed_at FROM handover_parcel p WHERE p.id = l.parcel_id)) ORDER BY a.made_on, a.id)
           FROM contact_attempt a LEFT JOIN contact_attemptnote n ON n.attempt_id = a.id WHERE a.family_id = l.family_id
       ), '[]'),
       (
           SELECT CASE WHEN t.closed_at IS NULL THEN coalesce(t.answer, 'asked') ELSE 'closed' END
           FROM contact_retrace t WHERE t.family_id = l.family_id ORDER BY t.id DESC LIMIT 1
       ),
       (SELECT s.person_id FROM contact_assignment s WHERE s.family_id = l.family_id AND s.ended_at IS NULL),
       (SELECT s.covers_for_id FROM contact_assignment s WHERE s.family_id = l.family_id AND s.ended_at IS NULL),
       (
           SELECT json_build_array(r.by_whom, r.referred_on) FROM contact_referral r
           WHERE r.family_id = l.family_id ORDER BY r.referred_on DESC, r.id DESC LIMIT 1
       ),
       l.key, l.sealed
FROM chosen JOIN handover_line l ON l.family_id = chosen.family_id
ORDER BY chosen.place, l.birth_id
