"""Births that were handed to another council when their families moved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_guards"), ("births", "0004_answers"))
    operations = (
        migrations.CreateModel(
            name="HandedOn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "birth",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="births.birth"),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("birth", "council"), name="handed_on_once")],
            },
        ),
    )
