"""Drafts that a council is still working at, seen by that council alone."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0008_codes_sent"),
        ("directory", "0005_who_signs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unfinished",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(unique=True)),
                (
                    "next_of",
                    models.TextField(default="", help_text="reference of the agreement whose next version it is to be"),
                ),
                ("answers", models.JSONField(default=dict, help_text="nothing about anybody")),
                ("paper", models.BinaryField(null=True)),
                ("started_at", models.DateTimeField()),
                ("started_by", models.TextField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "changed_role",
                    models.TextField(
                        choices=[
                            ("supplier-sender", "supplier-sender"),
                            ("data-steward", "data-steward"),
                            ("ig-lead", "ig-lead"),
                            ("safeguarding-lead", "safeguarding-lead"),
                            ("social-care", "social-care"),
                            ("director", "director"),
                            ("siro", "siro"),
                            ("signing-director", "signing-director"),
                            ("caldicott-guardian", "caldicott-guardian"),
                            ("data-protection-officer", "data-protection-officer"),
                            ("centre-worker", "centre-worker"),
                            ("monitor-viewer", "monitor-viewer"),
                        ]
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        help_text="who drafts",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="unfinished",
            constraint=models.UniqueConstraint(
                name="a_next_version_is_worked_at_once",
                fields=("council", "next_of"),
                condition=models.Q(("next_of", ""), _negated=True),
            ),
        ),
        *row_security("agreements_unfinished"),
        *shown_to("council", "agreements_unfinished", "council_id = {own}"),
    ]
