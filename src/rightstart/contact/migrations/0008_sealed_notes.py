"""What a worker wrote about a family is sealed under the key of what the centre was handed of it."""

import msgspec
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from rightstart.engine import keystore

WRITTEN = """
SELECT DISTINCT ON (n.id) n.id, n.text, l.key
FROM contact_attemptnote n JOIN contact_attempt a ON a.id = n.attempt_id
JOIN handover_line l ON l.family_id = a.family_id AND l.centre_id = a.centre_id ORDER BY n.id, l.id DESC
"""
SEAL = "UPDATE contact_attemptnote SET key = %s, sealed = %s WHERE id = %s"


def seal_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Words about a family of which nothing else is left go with it."""
    with editor.connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        rows = cursor.fetchall()
        keys = keystore.keys_of(settings.HOME, "notices", (slot for _, _, slot in rows))
        for note, text, slot in rows:
            if slot in keys:
                told = keystore.sealed(keys[slot], msgspec.msgpack.encode([text]), about=b"note")
                cursor.execute(SEAL, [slot, told, note])
        cursor.execute("DELETE FROM contact_attemptnote WHERE sealed IS NULL")


class Migration(migrations.Migration):
    dependencies = (("contact", "0007_codes_on_letters"), ("handover", "0008_sealed"))
    operations = (
        migrations.AddField("attemptnote", "key", models.BigIntegerField(null=True)),
        migrations.AddField("attemptnote", "sealed", models.BinaryField(null=True)),
        migrations.RunPython(seal_all, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "attemptnote",
            "key",
            models.BigIntegerField(
                help_text="of what the centre was handed of the family: destroyed, nothing opens the next"
            ),
        ),
        migrations.AlterField("attemptnote", "sealed", models.BinaryField()),
        migrations.RemoveField("attemptnote", "text"),
    )
