"""Codes on letters: for the worker alone, which prints them and hears who says no."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from rightstart.engine.guards import row_security


class Migration(migrations.Migration):
    dependencies = (("contact", "0006_worklist_checks"),)
    operations = (
        migrations.CreateModel(
            name="LetterCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField(unique=True)),
                ("records", ArrayField(base_field=models.BinaryField(), size=None)),
                ("at", models.DateTimeField()),
            ],
        ),
        *row_security("contact_lettercode"),
    )
