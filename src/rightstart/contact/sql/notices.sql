-- The notices that a person has not cleared, latest first; asked as the organisation's own role, which sees no others.
SELECT n.id, n.family_id, n.reference, n.change, n.centre_id, n.at, n.opened_at
FROM contact_importantnotice n
WHERE n.person_id = %(person)s::bigint AND n.organisation_id = %(organisation)s::bigint AND n.cleared_at IS NULL
ORDER BY n.at DESC, n.family_id, n.id DESC
