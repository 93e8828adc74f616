"""Families who move in: a kind of consignment, and what came by one."""

from django.db import migrations, models

KINDS = [("births", "births"), ("status", "status"), ("arrivals", "arrivals")]


class Migration(migrations.Migration):
    dependencies = (("intake", "0005_single_records"),)
    operations = (
        migrations.AlterField("consignment", "kind", models.TextField(choices=KINDS)),
        migrations.AddField(
            "notice",
            "arrived",
            models.BooleanField(db_default=False, help_text="it came as a family that has moved in"),
        ),
    )
