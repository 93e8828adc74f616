"""Who of a centre takes care of which family: seen by that centre alone."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from rightstart.engine.guards import row_security, shown_to

ENDED = ("ended_at", "ended_by", "end_leaf_hash")
ENDS_TOGETHER = Q(**{f"{one}__isnull": True for one in ENDED}) | Q(**{f"{one}__isnull": False for one in ENDED})


def link(to: str) -> Any:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"directory.{to}"
    )


class Migration(migrations.Migration):
    dependencies = (("contact", "0008_sealed_notes"), ("directory", "0002_guards"))
    operations = (
        migrations.CreateModel(
            "Assignment",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_id", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(null=True)),
                ("end_leaf_hash", models.BinaryField(null=True)),
                ("centre", link("organisation")),
                ("person", link("person")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="one_takes_care_of_a_family",
                        fields=("centre", "family_id"),
                        condition=Q(ended_at__isnull=True),
                    ),
                    models.CheckConstraint(name="an_assignment_ends_together", condition=ENDS_TOGETHER),
                ]
            },
        ),
        *row_security("contact_assignment"),
        *shown_to(
            "centre",
            "contact_assignment",
            "centre_id = {own}",
            columns="id, centre_id, family_id, person_id, ended_at",
        ),
    )
