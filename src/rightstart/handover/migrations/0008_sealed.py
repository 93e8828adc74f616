"""What was handed over of people is sealed under the key of the notice that it was drawn from."""

from importlib import import_module

import msgspec
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from rightstart.engine import keystore
from rightstart.engine.guards import OWN

OPEN_LINE = import_module("rightstart.handover.migrations.0002_guards").OPEN_LINE

SEALED = ("baby_surname", "baby_forename", "parent_name", "address", "postcode", "phone", "email")
HANDED = """
SELECT l.id, n.key, l.baby_surname, l.baby_forename, l.parent_name, l.address, l.postcode, l.phone, l.email
FROM handover_line l JOIN release_decision d ON d.id = l.decision_id JOIN intake_notice n ON n.id = d.notice_id
WHERE l.id > %s ORDER BY l.id LIMIT 5000
"""
SEAL = "UPDATE handover_line SET key = %s, sealed = %s WHERE id = %s"


# What is erased is a fact for whoever counts, and nothing that its centre could see.
SHOWN = f"ALTER POLICY centre_sees_own ON handover_line USING ({OPEN_LINE.format(own=OWN)} AND sealed IS NOT NULL)"


def seal_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """A line whose notice is gone already is erased with it: its slot is none."""
    with editor.connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(HANDED, [last])
            if not (rows := cursor.fetchall()):
                break
            keys = keystore.keys_of(settings.HOME, "notices", (row[1] for row in rows))
            for line, slot, *handed in rows:
                told = keystore.sealed(keys[slot], msgspec.msgpack.encode(handed), about=b"line")
                cursor.execute(SEAL, [slot, told, line])
            last = rows[-1][0]
        cursor.execute("UPDATE handover_line SET key = -1 WHERE key IS NULL")


class Migration(migrations.Migration):
    dependencies = (
        ("handover", "0007_lines_by_birth"),
        ("intake", "0009_sealed"),
        ("release", "0009_sealed"),
    )
    operations = (
        migrations.AddField("line", "key", models.BigIntegerField(null=True)),
        migrations.AddField(
            "line",
            "sealed",
            models.BinaryField(
                null=True, help_text="who and where, as far as the agreement lists it; none once erased"
            ),
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "line",
            "key",
            models.BigIntegerField(help_text="of the notice that it was drawn from: destroyed, nothing opens the next"),
        ),
        *(migrations.RemoveField("line", name) for name in SEALED),
        migrations.RunSQL(SHOWN, migrations.RunSQL.noop),
    )
