"""A record put right by hand is a consignment that confirms nobody else's status."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("intake", "0004_rows_sent_back"),)
    operations = (
        migrations.AddField(
            "consignment",
            "single",
            models.BooleanField(
                default=False, help_text="one record put right by hand: it confirms nobody else's status"
            ),
        ),
    )
