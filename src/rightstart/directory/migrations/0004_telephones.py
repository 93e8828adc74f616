"""Numbers of offices. No viewer reads the table itself: a page asks for the one number that it shows."""

import django.db.models.deletion
from django.db import migrations, models

ROLES = [
    (one, one)
    for one in (
        *("supplier-sender", "data-steward", "ig-lead", "safeguarding-lead", "social-care", "director"),
        *("centre-worker", "monitor-viewer"),
    )
]


class Migration(migrations.Migration):
    dependencies = (("directory", "0003_canaries"),)
    operations = (
        migrations.CreateModel(
            name="Telephone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField(choices=ROLES)),
                ("number", models.TextField()),
                ("hours", models.TextField(help_text="when somebody answers, in words")),
                ("kept_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "role"), name="one_number_for_a_role")],
            },
        ),
    )
