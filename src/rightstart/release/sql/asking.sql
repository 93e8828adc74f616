-- From when until when each of these councils asks its social care team about the births that come.
SELECT council_id, from_at, ended_at FROM safeguards_socialcareasking WHERE council_id = ANY(%(councils)s::bigint[])
