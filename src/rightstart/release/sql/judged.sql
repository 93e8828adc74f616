-- The births of a council about which something was decided in some days; nobody else need have told of them.
SELECT DISTINCT birth_id, true FROM release_decision
WHERE council_id = %(council)s::bigint AND decided_on >= %(start)s::date AND decided_on < %(end)s::date
