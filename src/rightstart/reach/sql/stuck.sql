-- Parcels that did not leave on the day after they were packed: to which centre, packed when, left when (null: not yet), in London.
SELECT p.centre_id, (p.packed_at AT TIME ZONE 'Europe/London')::date, (p.sent_at AT TIME ZONE 'Europe/London')::date
FROM handover_parcel p
JOIN directory_organisation c ON c.id = p.centre_id AND c.council_id = ANY(%(councils)s::bigint[])
WHERE p.packed_at > %(since)s::timestamptz AND p.packed_at <= %(at)s::timestamptz
  AND coalesce(p.sent_at, %(at)s::timestamptz) > p.packed_at + interval '1 day'
