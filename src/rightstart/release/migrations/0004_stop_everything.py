"""A council can stop everything; two people resume."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security

TWO_PEOPLE = models.Q(
    models.Q(("resume_leaf_hash__isnull", True), ("resumed_at__isnull", True), ("resumed_by__isnull", True)),
    models.Q(
        ("asked_at__isnull", False),
        ("resume_leaf_hash__isnull", False),
        ("resumed_at__isnull", False),
        models.Q(("resumed_by", models.F("asked_by")), _negated=True),
    ),
    _connector="OR",
)


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_guards"), ("release", "0003_compared"))
    operations = (
        migrations.CreateModel(
            name="Halt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("reason", models.TextField()),
                ("stopped_at", models.DateTimeField()),
                ("stopped_by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("asked_by", models.TextField(null=True)),
                ("resumed_at", models.DateTimeField(null=True)),
                ("resumed_by", models.TextField(null=True)),
                ("resume_leaf_hash", models.BinaryField(null=True)),
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
                        condition=models.Q(("resumed_at__isnull", True)), fields=("council",), name="one_open_halt"
                    ),
                    models.CheckConstraint(condition=TWO_PEOPLE, name="two_people_resume"),
                ],
            },
        ),
        *row_security("release_halt"),
    )
