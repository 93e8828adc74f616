-- The births (or arrivals) of which one organisation told a council in some days, and whether anybody else has told of each.
SELECT told.birth_id, EXISTS (
    SELECT 1 FROM births_identity o JOIN intake_notice m ON m.id = o.notice_id
    WHERE o.birth_id = told.birth_id AND (o.supplier_id <> %(giver)s::bigint OR m.arrived <> %(arrived)s::boolean)
)
FROM (
    SELECT DISTINCT i.birth_id
    FROM intake_consignment c
    JOIN intake_notice n ON n.consignment_id = c.id
    JOIN births_identity i ON i.notice_id = n.id
    WHERE c.supplier_id = %(giver)s::bigint AND c.council_id = %(council)s::bigint AND n.arrived = %(arrived)s::boolean
      AND (c.received_at AT TIME ZONE 'Europe/London')::date >= %(start)s::date
      AND (c.received_at AT TIME ZONE 'Europe/London')::date < %(end)s::date
) told
