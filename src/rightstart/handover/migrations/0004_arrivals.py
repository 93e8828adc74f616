"""Whether a line is of a family that has moved in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("handover", "0003_open_lines_by_family"),)
    operations = (
        migrations.AddField(
            "line", "arrived", models.BooleanField(db_default=False, help_text="the family has moved in")
        ),
    )
