"""When a council's data steward looked at where its births stand."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = (("contact", "0005_letters"), ("directory", "0004_telephones"))
    operations = (
        migrations.CreateModel(
            "WorklistCheck",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on_a_worklist", models.IntegerField(help_text="births")),
                ("not_on_one", models.IntegerField(help_text="births that are held, wait, or have no centre")),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
        ),
        *row_security("contact_worklistcheck"),
        *shown_to("council", "contact_worklistcheck", "council_id = {own}"),
    )
