"""A batch of letters is made step by step: how far it is stands with it, and nothing of it is printed before it is whole."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

MADE_BEFORE = """
UPDATE contact_letterbatch b SET carried_at = b.made_at, whole_at = b.made_at,
       wanted = (SELECT count(*) FROM contact_letter t WHERE t.batch_id = b.id)
"""


def moment(said: str) -> Any:
    return models.DateTimeField(null=True, help_text=said)


class Migration(migrations.Migration):
    dependencies = (("contact", "0011_services_in_their_directory"),)
    operations = (
        migrations.AddField(
            "letterbatch",
            "wanted",
            models.IntegerField(default=0, help_text="letters, as it looked when the batch was begun"),
        ),
        migrations.AddField(
            "letterbatch",
            "passed_over",
            models.IntegerField(default=0, help_text="families that the gate hid while it was made"),
        ),
        migrations.AddField("letterbatch", "carried_at", moment("letters were added last")),
        migrations.AddField("letterbatch", "broke_at", moment("making it broke off, and has not gone on")),
        migrations.AddField("letterbatch", "whole_at", moment("every letter of it is there")),
        migrations.RunSQL(MADE_BEFORE, migrations.RunSQL.noop, elidable=True),
        migrations.AddConstraint(
            "letterbatch",
            models.CheckConstraint(
                name="a_batch_is_printed_once_whole",
                condition=Q(printed_at__isnull=True) | Q(whole_at__isnull=False),
            ),
        ),
    )
