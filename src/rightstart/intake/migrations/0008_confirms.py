"""Whether a consignment confirms the status of what its supplier sent before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("intake", "0007_offers"),)
    operations = (
        migrations.AddField(
            "consignment",
            "confirms",
            models.BooleanField(
                db_default=True,
                help_text="the supplier looked as agreed, so that its word on all it sent before stands anew",
            ),
        ),
    )
