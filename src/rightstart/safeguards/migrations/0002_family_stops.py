"""Stops of families by telephoned details: shown to their own council."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to

CLOSED_TOGETHER = models.Q(
    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("closed_how__isnull", True)),
    models.Q(
        ("closed_at__isnull", False),
        ("closed_by__isnull", False),
        ("closed_how__isnull", False),
        ("sealed__isnull", True),
    ),
    _connector="OR",
)
ANSWERED_TOGETHER = models.Q(
    models.Q(("answer__isnull", True), ("answered_at__isnull", True), ("answered_by__isnull", True)),
    models.Q(("answer__isnull", False), ("answered_at__isnull", False), ("answered_by__isnull", False)),
    _connector="OR",
)
OWN_STOP = "stop_id IN (SELECT id FROM safeguards_familystop WHERE council_id = {own})"
NUMBER = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def link(to: str, related: str) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to)


class Migration(migrations.Migration):
    dependencies = (
        ("engine", "0001_initial"),
        ("directory", "0002_guards"),
        ("births", "0003_fingerprints_by_hash"),
        ("safeguards", "0001_initial"),
    )
    operations = (
        migrations.AlterField("marker", "kind", models.TextField()),
        migrations.AlterField("lift", "kind", models.TextField()),
        migrations.CreateModel(
            name="FamilyStop",
            fields=[
                ("id", NUMBER),
                ("reference", models.TextField(unique=True)),
                ("what", models.TextField()),
                ("caller", models.TextField()),
                ("sealed", models.BinaryField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.TextField()),
                ("until_on", models.DateField()),
                ("leaf_hash", models.BinaryField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.TextField(null=True)),
                ("closed_how", models.TextField(null=True)),
                ("council", link("directory.organisation", "+")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=CLOSED_TOGETHER, name="stop_closed_together_and_its_details_gone")
                ],
                "indexes": [
                    models.Index(condition=models.Q(("closed_at__isnull", True)), fields=["council"], name="stop_open")
                ],
            },
        ),
        migrations.CreateModel(
            name="StopMatch",
            fields=[
                ("id", NUMBER.clone()),
                ("frozen_at", models.DateTimeField()),
                ("answer", models.TextField(null=True)),
                ("answered_by", models.TextField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("birth", link("births.birth", "+")),
                ("stop", link("safeguards.familystop", "matches")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("stop", "birth"), name="a_birth_frozen_once_by_a_stop"),
                    models.CheckConstraint(condition=ANSWERED_TOGETHER, name="stop_answered_together"),
                ],
            },
        ),
        *row_security("safeguards_familystop", "safeguards_stopmatch"),
        *shown_to("council", "safeguards_familystop", "council_id = {own}"),
        *shown_to("council", "safeguards_stopmatch", OWN_STOP),
    )
