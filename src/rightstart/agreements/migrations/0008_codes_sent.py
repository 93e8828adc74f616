"""How many codes were sent to whoever was invited by a link."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0007_all_that_is_said"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="codes",
            field=models.PositiveSmallIntegerField(default=0, help_text="how many codes were sent so far"),
        ),
    ]
