"""Which version of the feed contract an agreement's files come under."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("agreements", "0002_guards"),)
    operations = (migrations.AddField("version", "contract", models.TextField(default="1.0")),)
