"""Who asks may be known later than the request comes; when it came, and what a complaint changed."""

import django.contrib.postgres.fields
from django.db import migrations, models

KNOWN = "UPDATE rights_request SET asker = CASE WHEN is_named THEN 'named' ELSE 'other' END"
RECEIVED = "UPDATE rights_request SET received_on = (opened_at AT TIME ZONE 'Europe/London')::date"
DETAIL = "UPDATE rights_request SET detail = 'address' WHERE detail IN ('address_line_1', 'postcode')"
DISPUTED = "UPDATE rights_request SET outcome = 'not-changed' WHERE outcome = 'dispute-noted'"
NOT_WRONG = "UPDATE rights_request SET outcome = 'not-changed', ground = NULL WHERE ground = 'not-wrong'"


def said(*values: str) -> list[tuple[str, str]]:
    return [(one, one) for one in values]


class Migration(migrations.Migration):
    dependencies = [("rights", "0003_requests")]

    operations = [
        migrations.AddField("request", "asker", models.TextField(null=True, choices=said("named", "other"))),
        migrations.AddField("request", "received_on", models.DateField(null=True)),
        migrations.AddField(
            "request",
            "changed",
            django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AlterField(
            "request",
            "known_by",
            models.TextField(
                null=True, choices=said("photo-and-certificate", "photo-and-red-book", "vouched-for", "court-order")
            ),
        ),
        *(migrations.RunSQL(one, migrations.RunSQL.noop) for one in (KNOWN, RECEIVED, DETAIL, DISPUTED, NOT_WRONG)),
        migrations.RemoveField("request", "is_named"),
        migrations.AlterField("request", "received_on", models.DateField()),
        migrations.AlterField(
            "request",
            "ground",
            models.TextField(
                null=True, choices=said("not-held", "not-known", "not-entitled", "unfounded", "excessive")
            ),
        ),
        migrations.AlterField(
            "request",
            "outcome",
            models.TextField(
                null=True,
                choices=said(
                    *("given", "put-right", "not-changed", "upheld", "partly-upheld", "not-upheld", "to-regulator"),
                    *("refused", "withdrawn"),
                ),
            ),
        ),
        migrations.AlterField(
            "requeststep",
            "step",
            models.TextField(
                choices=said(
                    *("opened", "known", "taken", "acknowledged", "extended", "packed", "accepted", "declined"),
                    *("offered", "by-hand", "answered"),
                )
            ),
        ),
        migrations.AddConstraint(
            "request",
            models.CheckConstraint(
                name="request_known_together",
                condition=models.Q(known_by__isnull=True, asker__isnull=True)
                | models.Q(known_by__isnull=False, asker__isnull=False),
            ),
        ),
    ]
