"""A person is asked when a source says that a death was recorded in error."""

from django.db import migrations, models

KINDS = [("ask", "Unplaced Now"), ("review", "Marker Ended"), ("removed", "Death Removed")]


class Migration(migrations.Migration):
    dependencies = (("release", "0005_holds_reviewed"),)
    operations = (migrations.AlterField("question", "kind", models.TextField(choices=KINDS)),)
