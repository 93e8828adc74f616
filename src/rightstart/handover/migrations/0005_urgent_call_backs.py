"""Call-backs for which a centre is rung the same day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("handover", "0004_arrivals"),)
    operations = (
        migrations.AddField(
            "callback",
            "urgent",
            models.BooleanField(db_default=False, help_text="harm can come within hours of a copy that stays"),
        ),
    )
