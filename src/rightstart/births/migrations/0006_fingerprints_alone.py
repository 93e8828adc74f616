"""Who a notice says a baby is stands here by fingerprints alone; what is called how stands sealed with the notice."""

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from rightstart.engine.keys import named_key
from rightstart.intake import keys

SAID = """
SELECT i.notice_id, i.council_id, i.surname_key, i.postcode, n.parent_name
FROM births_identity i JOIN intake_notice n ON n.id = i.notice_id WHERE i.notice_id > %s ORDER BY i.notice_id LIMIT 5000
"""
TELL = "UPDATE births_identity SET home_key = %s, found_by_surname = %s, found_by_parent = %s WHERE notice_id = %s"


def fingerprint_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    secret = named_key(settings.HOME, "fingerprint")
    with editor.connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(SAID, [last])
            if not (rows := cursor.fetchall()):
                return
            for notice, council, surname, postcode, parent in rows:
                other = keys.last_name_key(parent)
                home = keys.home_key(secret, postcode) if postcode else None
                found = [
                    keys.found_by(secret, council, one)
                    for one in (surname or None, None if other == surname else other)
                ]
                cursor.execute(TELL, [home, *found, notice])
            last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = (("births", "0005_handed_on"), ("intake", "0008_confirms"))
    operations = (
        *(
            migrations.AddField("identity", name, models.BinaryField(null=True))
            for name in ("home_key", "found_by_surname", "found_by_parent")
        ),
        migrations.RunPython(fingerprint_all, migrations.RunPython.noop, elidable=True),
        *(
            migrations.RemoveField("identity", name)
            for name in ("surname_key", "forename_key", "parent_key", "postcode")
        ),
        migrations.AddIndex("identity", HashIndex(fields=["home_key"], name="identity_by_home_key")),
        migrations.AddIndex("identity", HashIndex(fields=["found_by_surname"], name="identity_by_surname")),
        migrations.AddIndex("identity", HashIndex(fields=["found_by_parent"], name="identity_by_parent")),
    )
