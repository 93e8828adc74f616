"""What a person answered binds matching by the records it was about, until it is undone."""

import django.contrib.postgres.fields
from django.db import migrations, models

KINDS = [(kind, kind) for kind in ("same-baby", "identity-conflict", "same-confinement")]


class Migration(migrations.Migration):
    dependencies = (("births", "0003_fingerprints_by_hash"),)
    operations = (
        migrations.AlterField("review", "kind", models.TextField(choices=KINDS)),
        migrations.AddField("review", "compared", models.BinaryField(null=True)),
        migrations.AddField(
            "review",
            "ones",
            django.contrib.postgres.fields.ArrayField(
                models.BinaryField(), default=list, help_text="the birth's records when it was answered"
            ),
        ),
        migrations.AddField(
            "review",
            "others",
            django.contrib.postgres.fields.ArrayField(models.BinaryField(), default=list, help_text="the other's"),
        ),
        migrations.AddField(
            "review",
            "family_before",
            models.BigIntegerField(null=True, help_text="the birth's, where an answer changed it"),
        ),
        migrations.AddField("review", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField("review", "undone_by", models.TextField(null=True)),
        migrations.AddConstraint(
            "review",
            models.CheckConstraint(
                name="review_undone_together",
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False, settled_at__isnull=False),
            ),
        ),
    )
