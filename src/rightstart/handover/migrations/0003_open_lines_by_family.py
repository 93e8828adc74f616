"""A centre's open lines are read family by family: one index serves the worklist and the single family."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("handover", "0002_guards"),)
    operations = (
        migrations.RemoveIndex("line", "line_by_due"),
        migrations.RemoveIndex("line", "line_by_family"),
        migrations.AddIndex(
            "line",
            models.Index(
                fields=["centre", "family_id"],
                condition=models.Q(replaced_at__isnull=True),
                name="open_line_by_family",
            ),
        ),
    )
