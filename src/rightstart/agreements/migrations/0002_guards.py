"""The intake role may read what is agreed; each organisation sees the instruments it is a party to."""

from django.db import migrations

from rightstart.engine.guards import for_intake, row_security, shown_to

TABLES = ("agreements_agreement", "agreements_version", "agreements_version_recipients", "agreements_event")
OF_MINE = "(SELECT v.id FROM agreements_version v WHERE v.agreement_id IN (SELECT id FROM agreements_agreement))"


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("agreements", "0001_initial"))
    operations = (
        *row_security(*TABLES),
        *for_intake(*TABLES, verbs="SELECT", rows=True),
        *shown_to("council", "agreements_agreement", "council_id = {own}"),
        *shown_to("supplier", "agreements_agreement", "giver_id = {own}"),
        *shown_to("council", "agreements_version", "agreement_id IN (SELECT id FROM agreements_agreement)"),
        *shown_to("supplier", "agreements_version", "agreement_id IN (SELECT id FROM agreements_agreement)"),
        *shown_to("council", "agreements_version_recipients", f"version_id IN {OF_MINE}"),
        *shown_to("supplier", "agreements_version_recipients", f"version_id IN {OF_MINE}"),
        *shown_to("council", "agreements_event", f"version_id IN {OF_MINE}"),
        *shown_to("supplier", "agreements_event", f"version_id IN {OF_MINE}"),
    )
