"""What families ask. For the worker alone: no viewer's role reads any of it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.constraints import filled_together
from rightstart.engine.guards import row_security

TABLES = ("rights_saidno", "rights_try", "rights_asking", "rights_exemption")
KNOWN_BY = ("photo-and-certificate", "photo-and-red-book", "vouched-for", "court-order")
EXEMPT = ("have-it", "impossible", "would-defeat", "serious-harm", "secrecy")


def number() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def link(to: str, kind: type[Any] = models.ForeignKey) -> Any:
    return kind(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


def one_of(codes: tuple[str, ...]) -> Any:
    return models.TextField(choices=[(one, one) for one in codes])


class Migration(migrations.Migration):
    initial = True
    dependencies = (("engine", "0001_initial"), ("births", "0005_handed_on"), ("contact", "0007_codes_on_letters"))
    operations = (
        migrations.CreateModel(
            name="SaidNo",
            fields=[
                ("id", number()),
                ("key", models.BinaryField(unique=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                ("id", number()),
                ("bucket", models.BinaryField(unique=True)),
                ("since", models.DateTimeField(db_index=True)),
                ("count", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                ("id", number()),
                ("reference", models.TextField(unique=True)),
                ("known_by", one_of(KNOWN_BY)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField(help_text="who looked at it")),
                ("leaf_hash", models.BinaryField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(null=True)),
                ("answer_leaf_hash", models.BinaryField(null=True)),
                ("council", link("directory.organisation")),
                ("birth", link("births.birth")),
            ],
            options={
                "constraints": [
                    filled_together("asking_answered_together", "answered_at", "answered_by", "answer_leaf_hash")
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", number()),
                ("reason", one_of(EXEMPT)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("birth", link("births.birth", models.OneToOneField)),
            ],
        ),
        *row_security(*TABLES),
    )
