"""Important notices: a person's organisation reads those of its own people, and no viewer writes any."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to

CHANGES = [(one, one) for one in ("called-back", "narrowed", "came-back", "new-address", "tried-before")]


def link(to: str) -> Any:
    return models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = (
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("directory", "0002_guards"),
        ("contact", "0003_returned_letters"),
    )
    operations = (
        migrations.CreateModel(
            name="ImportantNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", link(settings.AUTH_USER_MODEL)),
                ("organisation", link("directory.organisation")),
                ("centre", link("directory.organisation")),
                ("family_id", models.BigIntegerField()),
                ("birth_id", models.BigIntegerField(db_index=True)),
                ("reference", models.TextField()),
                ("change", models.TextField(choices=CHANGES)),
                ("at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "organisation", "birth_id", "change", "at"), name="told_once_of_a_change"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cleared_at__isnull", True), ("opened_at__isnull", False), _connector="OR"),
                        name="a_notice_is_opened_and_then_cleared",
                    ),
                ],
            },
        ),
        *row_security("contact_importantnotice"),
        *(
            step
            for who in ("centre", "council")
            for step in shown_to(who, "contact_importantnotice", "organisation_id = {own}")
        ),
    )
