"""Returned letters: a centre sees how the question about an address of its own family stands, and nothing else of it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to

ANSWERED_TOGETHER = models.Q(
    models.Q(
        ("answer__isnull", True),
        ("answer_leaf_hash__isnull", True),
        ("answered_at__isnull", True),
        ("answered_by__isnull", True),
        ("closed_at__isnull", True),
    ),
    models.Q(
        ("answer__isnull", False),
        ("answer_leaf_hash__isnull", False),
        ("answered_at__isnull", False),
        ("answered_by__isnull", False),
    ),
    _connector="OR",
)
CLOSED_TOGETHER = models.Q(
    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
    models.Q(("answer", "not-found"), ("closed_at__isnull", False), ("closed_by__isnull", False)),
    _connector="OR",
)
TRACES = [(one, one) for one in ("asked", "same-address", "new-address", "not-found", "moved-away", "closed")]


def organisation(*, null: bool = False) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation", null=null
    )


class Migration(migrations.Migration):
    dependencies = (("directory", "0002_guards"), ("contact", "0002_guards"))
    operations = (
        migrations.CreateModel(
            name="Retrace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("family_id", models.BigIntegerField()),
                ("centre", organisation()),
                ("council", organisation()),
                ("supplier", organisation(null=True)),
                ("record_key", models.BinaryField()),
                ("home", models.BinaryField()),
                ("returned_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("answer", models.TextField(choices=TRACES, null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(null=True)),
                ("answer_leaf_hash", models.BinaryField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.TextField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer__isnull", True)), fields=("family_id",), name="one_open_retrace"
                    ),
                    models.CheckConstraint(condition=ANSWERED_TOGETHER, name="retrace_answered_together"),
                    models.CheckConstraint(condition=CLOSED_TOGETHER, name="retrace_closed_together"),
                ],
                "indexes": [models.Index(fields=["family_id"], name="retrace_of_family")],
            },
        ),
        *row_security("contact_retrace"),
        *shown_to(
            "centre", "contact_retrace", "centre_id = {own}", columns="id, centre_id, family_id, answer, closed_at"
        ),
    )
