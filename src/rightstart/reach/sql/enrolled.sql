-- Which of these councils work with the system: somebody holds a role there on a day.
SELECT DISTINCT r.organisation_id FROM directory_role r
WHERE r.organisation_id = ANY(%(councils)s::bigint[]) AND r.from_on <= %(on)s::date AND (r.until_on IS NULL OR r.until_on > %(on)s::date)
