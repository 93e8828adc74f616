"""What each file said by counts, so that the next can be held to its supplier's past; and files kept in pieces."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("intake", "0002_guards"), ("alerts", "0001_initial"))
    operations = (
        migrations.AddField(
            "consignment",
            "said",
            models.JSONField(
                default=dict,
                help_text="a file that was read, in counts: rows, stops, columns filled, weeks since birth, faults",
            ),
        ),
        migrations.AddField("keptbytes", "piece", models.IntegerField(default=0)),
        migrations.AlterField(
            "keptbytes",
            "consignment",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="kept", to="intake.consignment"
            ),
        ),
        migrations.AddConstraint(
            "keptbytes", models.UniqueConstraint(fields=("consignment", "piece"), name="a_piece_once")
        ),
    )
