"""Sign-ins for their person's own eyes, and the counts of tries that every page process shares."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The table of Django's database cache, as `createcachetable` makes it. What it counts is worth nothing after a crash.
COUNTED = """
CREATE UNLOGGED TABLE directory_counted (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX directory_counted_expires ON directory_counted (expires);
"""


class Migration(migrations.Migration):
    dependencies = (("directory", "0006_managers_and_administrators"),)
    operations = (
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("how", models.TextField()),
                ("browser", models.TextField(help_text="its kind, such as `chrome`")),
                ("system", models.TextField(help_text="its kind, such as `windows`")),
                (
                    "session",
                    models.TextField(help_text="the key of its session; absent once that was ended", null=True),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["person", "-at"], name="own_sign_ins")]},
        ),
        migrations.RunSQL(COUNTED, migrations.RunSQL.noop),
    )
