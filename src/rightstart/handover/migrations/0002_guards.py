"""A centre sees the open lines of the parcels sent to it, and no line that has been replaced or called back."""

from django.db import migrations

from rightstart.engine.guards import row_security, shown_to

OPEN_LINE = """centre_id = {own} AND replaced_at IS NULL
    AND parcel_id IN (SELECT id FROM handover_parcel WHERE centre_id = {own} AND sent_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM handover_callback c WHERE c.decision_id = handover_line.decision_id)"""


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("handover", "0001_initial"))
    operations = (
        *row_security("handover_parcel", "handover_line", "handover_receipt", "handover_callback"),
        *shown_to("centre", "handover_parcel", "centre_id = {own} AND sent_at IS NOT NULL"),
        *shown_to("centre", "handover_callback", "centre_id = {own}"),
        *shown_to(
            "centre", "handover_receipt", "parcel_id IN (SELECT id FROM handover_parcel WHERE centre_id = {own})"
        ),
        *shown_to("centre", "handover_line", OPEN_LINE),
    )
