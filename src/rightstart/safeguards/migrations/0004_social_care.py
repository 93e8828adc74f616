"""Social care's check: whether a council asks, and what was answered; for the worker alone."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security

NUMBER = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = (("safeguards", "0003_suppression"),)
    operations = (
        migrations.CreateModel(
            name="SocialCareAsking",
            fields=[
                ("id", NUMBER),
                ("from_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)), fields=("council",), name="a_council_asks_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SocialCareAnswer",
            fields=[
                ("id", NUMBER.clone()),
                ("answer", models.TextField()),
                ("answered_at", models.DateTimeField()),
                ("answered_by", models.TextField()),
                ("salt", models.BinaryField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "birth",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="births.birth"
                    ),
                ),
            ],
        ),
        *row_security("safeguards_socialcareasking", "safeguards_socialcareanswer"),
    )
