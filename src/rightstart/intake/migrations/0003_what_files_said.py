"""What each file said by counts, so that the next can be held to its supplier's own past."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("intake", "0002_guards"), ("alerts", "0001_initial"))
    operations = (
        migrations.AddField(
            "consignment",
            "said",
            models.JSONField(
                default=dict, help_text="rows of a file that was read, and how many held, died or were withdrawn"
            ),
        ),
    )
