"""A form that is sent twice is one attempt; how a family speaks, where it told its centre; and who referred it there."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to

REFERRERS = ("health-visitor", "midwife", "doctor", "social-worker", "family")


class Migration(migrations.Migration):
    dependencies = (("contact", "0009_assignments"), ("directory", "0002_guards"))
    operations = (
        migrations.AddField(
            "attempt",
            "once",
            models.BinaryField(
                null=True, unique=True, help_text="of the form and what stood in it: sent twice, it is recorded once"
            ),
        ),
        migrations.AddField(
            "attempt",
            "language",
            models.TextField(null=True, help_text="that the family speaks, a tag; gone with the family"),
        ),
        migrations.AddField(
            "attempt",
            "interpreter",
            models.TextField(
                null=True,
                choices=[(one, one) for one in ("needed", "not-needed")],
                help_text="gone with the family",
            ),
        ),
        migrations.CreateModel(
            "Referral",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_id", models.BigIntegerField(db_index=True)),
                ("by_whom", models.TextField(choices=[(one, one) for one in REFERRERS])),
                ("referred_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        name="referred_once_by_each_on_a_day", fields=("centre", "family_id", "by_whom", "referred_on")
                    )
                ]
            },
        ),
        *row_security("contact_referral"),
        *shown_to(
            "centre",
            "contact_referral",
            "centre_id = {own}",
            columns="id, centre_id, family_id, by_whom, referred_on",
        ),
    )
