-- Of the references in a person's notices those that still stand on their centre's list.
SELECT l.reference FROM handover_line l
WHERE l.replaced_at IS NULL AND l.reference IN (
    SELECT n.reference FROM contact_importantnotice n WHERE n.person_id = %(person)s::bigint AND n.cleared_at IS NULL
)
