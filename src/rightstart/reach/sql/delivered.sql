-- What came to councils and was accepted, nil returns too: from whom, for which days (half open), and when in London.
SELECT c.council_id, c.supplier_id, c.start_on, c.end_on, (c.received_at AT TIME ZONE 'Europe/London')::date
FROM intake_consignment c
WHERE c.council_id = ANY(%(councils)s::bigint[]) AND c.kind = 'births' AND c.status = 'accepted' AND NOT c.single
  AND c.received_at > %(since)s::timestamptz AND c.received_at <= %(at)s::timestamptz
