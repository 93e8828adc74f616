"""What roles are told of; each organisation sees its own, and intake raises them in its own transaction."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import for_intake, row_security, shown_to

VIEWERS = ("supplier", "council", "centre", "monitor")


class Migration(migrations.Migration):
    initial = True
    dependencies = (("engine", "0001_initial"), ("directory", "0002_guards"))
    operations = (
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField()),
                ("kind", models.TextField()),
                ("about", models.TextField(default="")),
                ("raised_at", models.DateTimeField()),
                ("tried_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("organisation", "role", "kind", "about"),
                        name="an_alert_open_once",
                    )
                ],
            },
        ),
        *row_security("alerts_alert"),
        *for_intake("alerts_alert", verbs="SELECT, INSERT, UPDATE", rows=True),
        *(step for viewer in VIEWERS for step in shown_to(viewer, "alerts_alert", "organisation_id = {own}")),
    )
