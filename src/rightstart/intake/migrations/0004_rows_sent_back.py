"""Rows sent back to their supplier: why, by what they are known again, and shown to that supplier without what stood in them."""

from django.db import migrations, models

SHOWN = """
CREATE POLICY supplier_sees_sent_back ON intake_quarantined FOR SELECT TO rightstart_supplier USING (
    settled_how = 'rejected'
    AND consignment_id IN (SELECT id FROM intake_consignment WHERE supplier_id = (SELECT sec.organisation()))
)
"""


class Migration(migrations.Migration):
    dependencies = (("intake", "0003_what_files_said"),)
    operations = (
        migrations.AddField(
            "quarantined",
            "sent_back_for",
            models.TextField(default="", help_text="the coded reason of a row sent back to its supplier"),
        ),
        migrations.AddField(
            "quarantined",
            "record_key",
            models.BinaryField(null=True, help_text="of a row sent back: by which it is known when it comes again"),
        ),
        migrations.AddField(
            "quarantined",
            "taken_up_at",
            models.DateTimeField(
                null=True, help_text="when a row sent back came again, or its supplier said it is done"
            ),
        ),
        migrations.AddIndex(
            "quarantined",
            models.Index(
                condition=models.Q(("settled_how", "rejected"), ("taken_up_at__isnull", True)),
                fields=["record_key"],
                name="sent_back",
            ),
        ),
        migrations.RunSQL(SHOWN, migrations.RunSQL.noop),
    )
