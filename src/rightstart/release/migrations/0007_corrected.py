"""A person is asked when a supplier's file says no more what held a birth."""

from django.db import migrations, models

KINDS = [
    ("ask", "Unplaced Now"),
    ("review", "Marker Ended"),
    ("removed", "Death Removed"),
    ("corrected", "Corrected"),
]


class Migration(migrations.Migration):
    dependencies = (("release", "0006_death_removed"),)
    operations = (migrations.AlterField("question", "kind", models.TextField(choices=KINDS)),)
