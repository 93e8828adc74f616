"""Corrections that a council offers to its supplier: each side sees its own, and what is offered is sealed."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import for_intake, row_security, shown_to

ANSWERED_TOGETHER = models.Q(
    models.Q(("answer__isnull", True), ("answered_at__isnull", True), ("answered_by__isnull", True)),
    models.Q(
        ("answer__isnull", False),
        ("answered_at__isnull", False),
        ("answered_by__isnull", False),
        ("sealed__isnull", True),
    ),
    _connector="OR",
)


def organisation() -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation")


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_guards"), ("intake", "0006_arrivals"))
    operations = (
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("supplier", organisation()),
                ("council", organisation()),
                ("record_key", models.BinaryField()),
                ("columns", django.contrib.postgres.fields.ArrayField(models.TextField())),
                ("sealed", models.BinaryField(null=True)),
                ("offered_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("answer", models.TextField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=ANSWERED_TOGETHER, name="offer_answered_together_and_its_values_gone"
                    )
                ],
                "indexes": [
                    models.Index(condition=models.Q(("answer__isnull", True)), fields=["record_key"], name="offer_open")
                ],
            },
        ),
        *row_security("intake_offer"),
        *for_intake("intake_offer", verbs="SELECT, UPDATE", rows=True),
        *shown_to("supplier", "intake_offer", "supplier_id = {own}"),
        *shown_to("council", "intake_offer", "council_id = {own}"),
    )
