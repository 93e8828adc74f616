"""Which births are forgotten, and why. For the worker alone."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security

WHY = ("never-reached", "reached", "joined", "asked", "restored")


class Migration(migrations.Migration):
    dependencies = (("rights", "0001_initial"), ("births", "0006_fingerprints_alone"))
    operations = (
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.TextField(choices=[(one, one) for one in WHY])),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "birth",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="births.birth"
                    ),
                ),
            ],
        ),
        *row_security("rights_erasure"),
    )
