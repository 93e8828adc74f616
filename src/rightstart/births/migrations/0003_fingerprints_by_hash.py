"""Fingerprints are looked up whole: hash indexes find them as soon and cost half as much to keep."""

from django.contrib.postgres.indexes import HashIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("births", "0002_guards"),)
    operations = (
        migrations.RemoveIndex("identity", "identity_by_record"),
        migrations.RemoveIndex("identity", "identity_by_confinement"),
        migrations.RemoveIndex("identity", "identity_by_number"),
        migrations.AddIndex("identity", HashIndex(fields=["record_key"], name="identity_by_record_key")),
        migrations.AddIndex("identity", HashIndex(fields=["confinement_key"], name="identity_by_confinement_key")),
        migrations.AddIndex("identity", HashIndex(fields=["nhs_key"], name="identity_by_nhs_key")),
    )
