"""Files of families that a centre took for its own system: it reads its own."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = (("joining", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            "Export",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("whom", models.TextField(choices=[("on-list", "on-list"), ("joined", "joined")])),
                ("families", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
        ),
        *row_security("joining_export"),
        *shown_to("centre", "joining_export", "centre_id = {own}"),
    )
