"""Fingerprints that outlive a suppressed child's record: for the worker alone."""

from django.db import migrations, models

from rightstart.engine.guards import row_security


class Migration(migrations.Migration):
    dependencies = (("safeguards", "0002_family_stops"),)
    operations = (
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField()),
                ("trait", models.TextField()),
                ("marker", models.TextField()),
                ("under", models.TextField()),
                ("until_on", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "marker"), name="a_fingerprint_once")],
                "indexes": [models.Index(fields=["until_on"], name="suppression_ends")],
            },
        ),
        *row_security("safeguards_suppression"),
    )
