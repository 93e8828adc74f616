"""Decisions not to share: both sides of a flow see them, and intake heeds them."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import for_intake, row_security, shown_to

TABLES = ("agreements_refusal", "agreements_refusalreview")
ROLES = (
    *("supplier-sender", "data-steward", "ig-lead", "safeguarding-lead", "social-care", "director"),
    *("centre-worker", "monitor-viewer"),
)
ENDS = ("sharing-begins", "barrier-gone", "no-such-flow", "entered-in-error")
ENDED = ("end_reason", "ended_at", "ended_by", "end_leaf_hash")


def organisation(**more: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation", **more
    )


def role(**more: Any) -> Any:
    return models.TextField(choices=[(one, one) for one in ROLES], **more)


def number() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = (("agreements", "0004_arrivals"), ("directory", "0002_guards"))
    operations = (
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", number()),
                ("reference", models.TextField(unique=True)),
                ("giver", organisation()),
                ("taker", organisation()),
                ("party", organisation(help_text="who decided it")),
                ("role", role(help_text="that decided it")),
                ("barriers", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("words", models.TextField(default="", help_text="more on why; nothing about anybody")),
                (
                    "would_change",
                    models.TextField(help_text="what would change the decision; nothing about anybody"),
                ),
                ("from_on", models.DateField()),
                ("review_on", models.DateField(help_text="the first review; later ones stand in their own rows")),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("end_reason", models.TextField(null=True, choices=[(one, one) for one in ENDS])),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(null=True)),
                ("end_leaf_hash", models.BinaryField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="a_refusal_stands_once",
                        fields=("giver", "taker", "party"),
                        condition=models.Q(("ended_at__isnull", True)),
                    ),
                    models.CheckConstraint(
                        name="a_party_refuses",
                        condition=models.Q(("party", models.F("giver"))) | models.Q(("party", models.F("taker"))),
                    ),
                    models.CheckConstraint(name="it_says_why", condition=models.Q(("barriers__len__gt", 0))),
                    models.CheckConstraint(
                        name="an_end_has_its_reason",
                        condition=models.Q(**{f"{name}__isnull": True for name in ENDED})
                        | models.Q(**{f"{name}__isnull": False for name in ENDED}),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="RefusalReview",
            fields=[
                ("id", number()),
                (
                    "refusal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="agreements.refusal"
                    ),
                ),
                ("role", role()),
                ("review_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
            ],
        ),
        *row_security(*TABLES),
        *for_intake("agreements_refusal", verbs="SELECT", rows=True),
        *(
            step
            for viewer in ("council", "supplier")
            for step in (
                *shown_to(viewer, "agreements_refusal", "giver_id = {own} OR taker_id = {own}"),
                *shown_to(viewer, "agreements_refusalreview", "refusal_id IN (SELECT id FROM agreements_refusal)"),
            )
        ),
    )
