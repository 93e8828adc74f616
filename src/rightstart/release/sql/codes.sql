-- The codes of these organisations.
SELECT id, code FROM directory_organisation WHERE id = ANY(%(organisations)s::bigint[])
