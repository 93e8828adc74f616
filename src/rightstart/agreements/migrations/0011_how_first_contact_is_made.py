"""How a centre may make first contact; versions from before the clause say nothing, which means a letter first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("agreements", "0010_managers_and_administrators"),)
    operations = (
        migrations.AddField(
            "version",
            "first_contact",
            models.TextField(
                default="",
                help_text="by which channels a centre may go out; empty from before there was the clause: a letter first",
            ),
        ),
    )
