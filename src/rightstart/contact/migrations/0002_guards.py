"""A centre sees its own attempts at first contact."""

from django.db import migrations

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("contact", "0001_initial"), ("handover", "0002_guards"))
    operations = (
        *row_security("contact_attempt", "contact_attemptnote"),
        *shown_to("centre", "contact_attempt", "centre_id = {own}"),
        *shown_to(
            "centre", "contact_attemptnote", "attempt_id IN (SELECT id FROM contact_attempt WHERE centre_id = {own})"
        ),
    )
