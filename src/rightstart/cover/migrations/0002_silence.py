"""Which centre covers which, and which was silent: read by their council, and by either centre."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from rightstart.engine.guards import row_security, shown_to

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
WHO = (("at", models.DateTimeField()), ("by", models.TextField()), ("leaf_hash", models.BinaryField()))
ENDED = ("over", "ended_at", "ended_by", "end_leaf_hash")
ENDS_TOGETHER = Q(**{f"{one}__isnull": True for one in ENDED}) | Q(**{f"{one}__isnull": False for one in ENDED})
HINDRANCES = ("not-named", "itself", "not-ours", "not-in-force", "not-together")


def link(**more: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation", **more
    )


def one(*words: str) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Migration(migrations.Migration):
    dependencies = (("cover", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            "NamedCover",
            [
                ID,
                ("from_on", models.DateField()),
                *WHO,
                ("council", link()),
                ("centre", link()),
                ("cover", link(db_index=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            "SilenceLimit",
            [ID, ("days", models.IntegerField()), *WHO, ("council", link())],
            options={
                "constraints": [
                    models.CheckConstraint(name="silence_has_its_limits", condition=Q(days__gte=3, days__lte=28))
                ]
            },
        ),
        migrations.CreateModel(
            "Silence",
            [
                ID,
                ("reference", models.TextField(unique=True)),
                ("version_id", models.BigIntegerField(null=True)),
                ("hinders", models.TextField(null=True, choices=one(*HINDRANCES))),
                ("since", models.DateTimeField()),
                ("families", models.IntegerField()),
                *WHO,
                ("over", models.TextField(null=True, choices=one("came-back", "nothing-waits", "cover-changed"))),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(null=True)),
                ("end_leaf_hash", models.BinaryField(null=True)),
                ("council", link()),
                ("centre", link()),
                ("cover", link(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="a_centre_is_silent_once", fields=("centre",), condition=Q(ended_at__isnull=True)
                    ),
                    models.CheckConstraint(
                        name="a_silence_is_covered_or_says_why_not",
                        condition=Q(cover__isnull=False, version_id__isnull=False, hinders__isnull=True)
                        | Q(cover__isnull=True, version_id__isnull=True, hinders__isnull=False),
                    ),
                    models.CheckConstraint(name="a_silence_ends_together", condition=ENDS_TOGETHER),
                ]
            },
        ),
        *row_security("cover_namedcover", "cover_silencelimit", "cover_silence"),
        *shown_to("council", "cover_namedcover", "council_id = {own}"),
        *shown_to("council", "cover_silence", "council_id = {own}"),
        *shown_to("centre", "cover_silence", "centre_id = {own} OR cover_id = {own}"),
    )
