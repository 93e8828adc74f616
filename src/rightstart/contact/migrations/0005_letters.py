"""First letters: a sender reads its own batches, a council those of its centres too, and a centre which letter went to its families."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from rightstart.engine.guards import row_security, shown_to

TABLES = ("contact_lettersender", "contact_centrewords", "contact_letterbatch", "contact_letter")
ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def link(to: str, name: str = "+") -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to)


def one_of(to: str) -> Any:
    return models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


def one(*words: str) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_guards"), ("contact", "0004_important_notices"))
    operations = (
        migrations.CreateModel(
            "LetterSender",
            [
                ID,
                ("council", one_of("directory.organisation")),
                ("sender", models.TextField(choices=one("council", "centres"))),
            ],
        ),
        migrations.CreateModel(
            "CentreWords",
            [
                ID,
                ("centre", one_of("directory.organisation")),
                ("welcome", models.TextField()),
                ("services", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            "LetterBatch",
            [
                ID,
                ("reference", models.TextField(unique=True)),
                ("sender", link("directory.organisation")),
                ("council", link("directory.organisation")),
                ("made_at", models.DateTimeField()),
                ("made_by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("printed_at", models.DateTimeField(help_text="last", null=True)),
                ("posted_at", models.DateTimeField(null=True)),
                ("posted_by", models.TextField(null=True)),
                ("posted_leaf_hash", models.BinaryField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="a_batch_is_posted_once_printed",
                        condition=Q(posted_at__isnull=True, posted_by__isnull=True, posted_leaf_hash__isnull=True)
                        | Q(
                            printed_at__isnull=False,
                            posted_at__isnull=False,
                            posted_by__isnull=False,
                            posted_leaf_hash__isnull=False,
                        ),
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "Letter",
            [
                ID,
                ("batch", link("contact.letterbatch", "letters")),
                ("number", models.IntegerField()),
                ("centre", link("directory.organisation")),
                ("family_id", models.BigIntegerField(db_index=True)),
                ("reference", models.TextField(db_index=True)),
                ("printed_at", models.DateTimeField(null=True)),
                ("home", models.BinaryField(null=True)),
                ("posted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(null=True, choices=one("taken-out", "stopped", "delivered"))),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(null=True)),
                ("answer_leaf_hash", models.BinaryField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(name="a_letter_has_its_number", fields=("batch", "number")),
                    models.CheckConstraint(
                        name="a_letter_is_answered_together",
                        condition=Q(
                            answer__isnull=True,
                            answered_at__isnull=True,
                            answered_by__isnull=True,
                            answer_leaf_hash__isnull=True,
                        )
                        | Q(
                            withdrawn_at__isnull=False,
                            answer__isnull=False,
                            answered_at__isnull=False,
                            answered_by__isnull=False,
                            answer_leaf_hash__isnull=False,
                        ),
                    ),
                ],
                "indexes": [
                    models.Index(
                        name="letters_to_answer",
                        fields=("batch",),
                        condition=Q(withdrawn_at__isnull=False, printed_at__isnull=False, answer__isnull=True),
                    )
                ],
            },
        ),
        *row_security(*TABLES),
        *shown_to("council", "contact_lettersender", "council_id = {own}"),
        *shown_to("centre", "contact_letterbatch", "sender_id = {own}"),
        *shown_to("council", "contact_letterbatch", "council_id = {own}"),
        *shown_to("centre", "contact_letter", "centre_id = {own}"),
        *shown_to("council", "contact_letter", "batch_id IN (SELECT id FROM contact_letterbatch)"),
    )
