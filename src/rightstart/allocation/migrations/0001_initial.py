import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engine", "0001_initial"),
        ("births", "0001_initial"),
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandPlacing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("home_key", models.BinaryField()),
                ("from_on", models.DateField()),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "birth",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="births.birth"),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReachArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("postcode", "postcode"), ("small-area", "small-area")])),
                ("place", models.TextField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reach_areas",
                        to="directory.organisation",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["council", "place"], name="reach_area_by_place")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=(("council", "="), ("kind", "="), ("place", "="), ("during", "&&")),
                        name="reach_areas_never_overlap",
                    )
                ],
            },
        ),
    ]
