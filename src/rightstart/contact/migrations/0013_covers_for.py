"""Who takes care of a family in somebody's stead, while that one is away."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("contact", "0012_batches_made_in_steps"), ("directory", "0002_guards"))
    operations = (
        migrations.AddField(
            "assignment",
            "covers_for",
            models.ForeignKey(
                db_index=False,
                help_text="while that one is away",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.person",
            ),
        ),
        migrations.RunSQL(
            "GRANT SELECT (covers_for_id, at) ON contact_assignment TO rightstart_centre", migrations.RunSQL.noop
        ),
    )
