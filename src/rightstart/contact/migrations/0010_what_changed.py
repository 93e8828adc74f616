"""A form that is sent twice is one attempt; and how a family speaks, where it told its centre."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("contact", "0009_assignments"),)
    operations = (
        migrations.AddField(
            "attempt",
            "once",
            models.BinaryField(
                null=True, unique=True, help_text="of the form and what stood in it: sent twice, it is recorded once"
            ),
        ),
        migrations.AddField(
            "attempt",
            "language",
            models.TextField(null=True, help_text="that the family speaks, a tag; gone with the family"),
        ),
        migrations.AddField(
            "attempt",
            "interpreter",
            models.TextField(
                null=True,
                choices=[(one, one) for one in ("needed", "not-needed")],
                help_text="gone with the family",
            ),
        ),
    )
