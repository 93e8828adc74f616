"""What was ever handed over of a birth is found at once: its references, and the copies that must come back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("handover", "0006_downstream"),)
    operations = (migrations.AddIndex("line", models.Index(fields=["birth_id"], name="line_by_birth")),)
