"""That a person has looked at a hold: a council sees its own."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to


def link(to: str) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_guards"), ("births", "0005_handed_on"), ("release", "0004_stop_everything"))
    operations = (
        migrations.CreateModel(
            name="HoldReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("birth", link("births.birth")),
                ("council", link("directory.organisation")),
            ],
            options={"indexes": [models.Index(fields=["birth", "-at"], name="hold_review_latest")]},
        ),
        *row_security("release_holdreview"),
        *shown_to("council", "release_holdreview", "council_id = {own}"),
    )
