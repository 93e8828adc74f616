-- Who saw a family, latest first: of a centre's own people, whoever opened it from another centre for a reason, and a centre that covered.
SELECT s.person_id, s.organisation_id, s.page, s.at
FROM release_sight s
WHERE s.key IN (
    SELECT n.key FROM births_birth b JOIN births_identity i ON i.birth_id = b.id JOIN intake_notice n ON n.id = i.notice_id
    WHERE b.family_id = %(family)s::bigint
) AND (s.organisation_id = %(centre)s::bigint OR s.page = ANY(%(elsewhere)s::text[]))
ORDER BY s.at DESC, s.id DESC LIMIT %(most)s::bigint
