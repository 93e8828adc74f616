"""A lift on the parent's word says how the parent was known to be the parent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("safeguards", "0004_social_care"),)
    operations = (
        migrations.AddField(
            model_name="lift",
            name="known_by",
            field=models.TextField(default="", help_text="how the parent was known, where it is the parent's word"),
        ),
    )
