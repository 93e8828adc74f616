"""The intake role writes here and nowhere else; each side sees its consignments and its own quarantine:

a row whose council cannot be told waits with the supplier, every other one with the council.
"""

from django.db import migrations

from rightstart.engine.guards import for_intake, row_security, shown_to

OWN_CONSIGNMENT = "consignment_id IN (SELECT id FROM intake_consignment WHERE council_id = {own})"

SENT_CONSIGNMENT = "consignment_id IN (SELECT id FROM intake_consignment WHERE supplier_id = {own})"


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("intake", "0001_initial"))
    operations = (
        *row_security("intake_consignment", "intake_quarantined"),
        *for_intake("intake_consignment", rows=True),
        *for_intake("intake_quarantined", verbs="SELECT, INSERT, UPDATE", rows=True),
        *for_intake("intake_notice", "intake_foundstop", "intake_keptbytes"),
        *shown_to("supplier", "intake_consignment", "supplier_id = {own}"),
        *shown_to("council", "intake_consignment", "council_id = {own}"),
        *shown_to("council", "intake_quarantined", OWN_CONSIGNMENT + " AND placed"),
        *shown_to("supplier", "intake_quarantined", SENT_CONSIGNMENT + " AND NOT placed"),
    )
