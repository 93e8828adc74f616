"""A council sees the decisions about its own births."""

from django.db import migrations

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("release", "0001_initial"))
    operations = (
        *row_security("release_decision", "release_question"),
        *shown_to("council", "release_decision", "council_id = {own}"),
        *shown_to("council", "release_question", "council_id = {own}"),
    )
