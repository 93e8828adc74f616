-- Whether a parcel has been sent to this centre that nobody of it has seen.
SELECT EXISTS (
    SELECT 1 FROM handover_parcel p
    WHERE p.sent_at <= %(at)s::timestamptz AND NOT EXISTS (SELECT 1 FROM handover_receipt r WHERE r.parcel_id = p.id)
)
