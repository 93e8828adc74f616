"""What a notice says of people is sealed under a key of its own, which lies outside the database and its backups."""

import msgspec
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from rightstart.engine import keystore

SEALED = (
    *("record_id", "baby_surname", "address", "postcode", "baby_forename"),
    *("parent_name", "nhs_number", "uprn", "phone", "email"),
)
SAID = """
SELECT id, record_id, baby_surname, address, postcode, baby_forename, parent_name, nhs_number, uprn, phone, email
FROM intake_notice WHERE id > %s ORDER BY id LIMIT 5000
"""
SEAL = "UPDATE intake_notice SET key = %s, sealed = %s, content_hash = ''::bytea WHERE id = %s"


def seal_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The hashes go too: from now on they are keyed. A row that comes again counts as something new, once."""
    with editor.connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(SAID, [last])
            if not (rows := cursor.fetchall()):
                return
            keys = keystore.take(settings.HOME, "notices", len(rows))
            for (slot, key), (notice, *said) in zip(keys.items(), rows, strict=True):
                told = keystore.sealed(key, msgspec.msgpack.encode(said), about=b"notice")
                cursor.execute(SEAL, [slot, told, notice])
            last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = (("intake", "0008_confirms"), ("births", "0006_fingerprints_alone"))
    operations = (
        migrations.AddField("notice", "key", models.BigIntegerField(null=True)),
        migrations.AddField(
            "notice",
            "sealed",
            models.BinaryField(null=True, help_text="who and where: names, home, numbers, record id; none once erased"),
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "notice",
            "key",
            models.BigIntegerField(
                help_text="where its own key lies, outside the database: destroyed, nothing opens the next"
            ),
        ),
        *(migrations.RemoveField("notice", name) for name in SEALED),
    )
