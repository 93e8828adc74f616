"""Who joined a centre and came to it: a centre reads its own."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
KINDS = ("stay-and-play", "health-clinic", "parenting", "free-early-education", "debt-advice", "other")


def one(*words: str) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def centre() -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation")


WHO = (("at", models.DateTimeField()), ("by", models.TextField()), ("leaf_hash", models.BinaryField()))


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("directory", "0005_who_signs"))
    operations = (
        migrations.CreateModel(
            "Joining",
            [
                ID,
                ("family_id", models.BigIntegerField(db_index=True)),
                ("joined_on", models.DateField()),
                ("how", models.TextField(choices=one("new", "sibling"))),
                ("through", models.TextField(choices=one(*KINDS), null=True)),
                *WHO,
                ("centre", centre()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(fields=("centre", "family_id"), name="a_family_joins_a_centre_once"),
                ),
            },
        ),
        migrations.CreateModel(
            "Attendance",
            [
                ID,
                ("family_id", models.BigIntegerField(db_index=True)),
                ("attended_on", models.DateField()),
                ("kind", models.TextField(choices=one(*KINDS), null=True)),
                *WHO,
                ("centre", centre()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("centre", "family_id", "attended_on", "kind"), name="attended_once_a_day_and_kind"
                    ),
                ),
            },
        ),
        migrations.CreateModel(
            "Sustaining",
            [
                ID,
                ("times", models.IntegerField(help_text="days on which it came, at least")),
                ("days", models.IntegerField(help_text="within so many")),
                (
                    "council",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.CheckConstraint(
                        condition=models.Q(times__gte=2, days__gte=models.F("times")), name="a_threshold_can_be_met"
                    ),
                ),
            },
        ),
        *row_security("joining_joining", "joining_attendance"),
        *shown_to("centre", "joining_joining", "centre_id = {own}"),
        *shown_to("centre", "joining_attendance", "centre_id = {own}"),
    )
