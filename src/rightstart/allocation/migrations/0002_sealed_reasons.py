"""Why a birth was placed by hand is sealed under the key of what is known of the birth."""

import msgspec
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from rightstart.engine import keystore

WRITTEN = """
SELECT DISTINCT ON (h.id) h.id, h.reason, n.key
FROM allocation_handplacing h JOIN births_identity i ON i.birth_id = h.birth_id JOIN intake_notice n ON n.id = i.notice_id
WHERE n.sealed IS NOT NULL AND h.reason <> '' ORDER BY h.id, i.as_at DESC, i.notice_id DESC
"""
SEAL = "UPDATE allocation_handplacing SET key = %s, sealed = %s WHERE id = %s"


def seal_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of a birth of which nothing else is left the words go, and the placing stays a fact."""
    with editor.connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        rows = cursor.fetchall()
        keys = keystore.keys_of(settings.HOME, "notices", (slot for _, _, slot in rows))
        for placing, reason, slot in rows:
            if slot in keys:
                told = keystore.sealed(keys[slot], msgspec.msgpack.encode([reason]), about=b"placing")
                cursor.execute(SEAL, [slot, told, placing])


class Migration(migrations.Migration):
    # What `release` reads of notices as they once were is made before they are sealed, which this comes after.
    dependencies = (("allocation", "0001_initial"), ("intake", "0009_sealed"), ("release", "0009_sealed"))
    operations = (
        migrations.AddField("handplacing", "key", models.BigIntegerField(default=0)),
        migrations.AddField(
            "handplacing", "sealed", models.BinaryField(null=True, help_text="the reason; none once erased")
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "handplacing",
            "key",
            models.BigIntegerField(
                help_text="of a notice that spoke of the birth then: destroyed, nothing opens the next"
            ),
        ),
        migrations.RemoveField("handplacing", "reason"),
    )
