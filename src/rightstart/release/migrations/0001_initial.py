import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engine", "0001_initial"),
        ("births", "0001_initial"),
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("notice_id", models.BigIntegerField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("disclose", "disclose"),
                            ("withheld", "withheld"),
                            ("not-yet", "not-yet"),
                            ("unplaced", "unplaced"),
                            ("refused", "refused"),
                        ]
                    ),
                ),
                ("reason", models.TextField()),
                ("until_on", models.DateField(null=True)),
                ("marked", models.BooleanField()),
                ("version_id", models.BigIntegerField(null=True)),
                ("salt", models.BinaryField()),
                ("payload", models.BinaryField(null=True)),
                ("leaf_hash", models.BinaryField()),
                ("decided_on", models.DateField()),
                ("decided_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "birth",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="births.birth",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("superseded_at__isnull", False)), fields=["birth"], name="decision_by_birth"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("birth",),
                        name="one_current_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "disclose"),
                                ("payload__isnull", False),
                                ("recipient__isnull", False),
                                ("version_id__isnull", False),
                            ),
                            models.Q(
                                models.Q(("outcome", "disclose"), _negated=True),
                                ("payload__isnull", True),
                                ("recipient__isnull", True),
                                ("version_id__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_disclosure_has_its_agreement_recipient_and_proof",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("ask", "Unplaced Now"), ("review", "Marker Ended")])),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "birth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="births.birth"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("birth", "kind"),
                        name="one_open_question",
                    )
                ],
            },
        ),
    ]
