"""A draft is proposed before it is signed, and a suspension says why."""

from django.db import migrations, models

KINDS = ("proposed", "signed", "suspended", "resumed", "ended")


class Migration(migrations.Migration):
    dependencies = (("agreements", "0005_refusals"),)
    operations = (
        migrations.AlterField("event", "kind", models.TextField(choices=[(kind, kind.capitalize()) for kind in KINDS])),
        migrations.AddField(
            "event", "reason", models.TextField(default="", help_text="why a party suspends, as a code")
        ),
    )
