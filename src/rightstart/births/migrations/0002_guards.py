"""A council sees its own births and reviews; a centre has no right here at all."""

from django.db import migrations

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("births", "0001_initial"))
    operations = (
        *row_security("births_birth", "births_review"),
        *shown_to("council", "births_birth", "council_id = {own}"),
        *shown_to("council", "births_review", "council_id = {own}"),
    )
