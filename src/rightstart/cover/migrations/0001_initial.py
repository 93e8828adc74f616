"""Who of a centre is away, and who stands in: a centre reads its own."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from rightstart.engine.guards import row_security, shown_to

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
ENDED = ("ended_at", "ended_by", "end_leaf_hash")
ENDS_TOGETHER = Q(**{f"{one}__isnull": True for one in ENDED}) | Q(**{f"{one}__isnull": False for one in ENDED})
WHO = (("at", models.DateTimeField()), ("by", models.TextField()), ("leaf_hash", models.BinaryField()))


def link(to: str, **more: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"directory.{to}", **more
    )


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("directory", "0005_who_signs"))
    operations = (
        migrations.CreateModel(
            "Away",
            [
                ID,
                ("reference", models.TextField(unique=True)),
                ("why", models.TextField(choices=[("said", "said"), ("silent", "silent")])),
                ("from_on", models.DateField()),
                ("back_on", models.DateField(null=True, help_text="absent where nobody knows")),
                *WHO,
                (
                    "ended_at",
                    models.DateTimeField(null=True, help_text="back earlier than was said, or at work again"),
                ),
                ("ended_by", models.TextField(null=True)),
                ("end_leaf_hash", models.BinaryField(null=True)),
                ("centre", link("organisation")),
                ("person", link("person", db_index=False)),
                ("cover", link("person", db_index=False, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="nobody_is_back_before_they_are_away",
                        condition=Q(back_on__isnull=True) | Q(back_on__gt=F("from_on")),
                    ),
                    models.CheckConstraint(name="an_absence_ends_together", condition=ENDS_TOGETHER),
                ]
            },
        ),
        migrations.CreateModel(
            "StandIn",
            [ID, *WHO, ("centre", link("organisation")), ("person", link("person", db_index=False, null=True))],
        ),
        *row_security("cover_away", "cover_standin"),
        *shown_to("centre", "cover_away", "centre_id = {own}"),
        *shown_to("centre", "cover_standin", "centre_id = {own}"),
    )
