"""What families request, each step about it, and what they said, sealed. For the worker alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rightstart.engine.guards import row_security


class Migration(migrations.Migration):
    dependencies = [
        ("births", "0006_fingerprints_alone"),
        ("directory", "0005_who_signs"),
        ("rights", "0002_erasure"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                (
                    "kind",
                    models.TextField(
                        choices=[("access", "access"), ("correction", "correction"), ("complaint", "complaint")]
                    ),
                ),
                (
                    "known_by",
                    models.TextField(
                        choices=[
                            ("photo-and-certificate", "photo-and-certificate"),
                            ("photo-and-red-book", "photo-and-red-book"),
                            ("vouched-for", "vouched-for"),
                            ("court-order", "court-order"),
                        ]
                    ),
                ),
                ("is_named", models.BooleanField()),
                ("detail", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("given", "given"),
                            ("put-right", "put-right"),
                            ("dispute-noted", "dispute-noted"),
                            ("upheld", "upheld"),
                            ("partly-upheld", "partly-upheld"),
                            ("not-upheld", "not-upheld"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("not-held", "not-held"),
                            ("not-wrong", "not-wrong"),
                            ("not-entitled", "not-entitled"),
                            ("unfounded", "unfounded"),
                            ("excessive", "excessive"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "birth",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="births.birth"),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.TextField(
                        choices=[
                            ("opened", "opened"),
                            ("taken", "taken"),
                            ("acknowledged", "acknowledged"),
                            ("extended", "extended"),
                            ("packed", "packed"),
                            ("offered", "offered"),
                            ("by-hand", "by-hand"),
                            ("answered", "answered"),
                        ]
                    ),
                ),
                ("why", models.TextField(help_text="its reason, as a code")),
                ("left_out", models.JSONField(default=dict)),
                ("salt", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="rights.request"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.BigIntegerField(help_text="of the family's own notice: destroyed, nothing opens the next"),
                ),
                ("sealed", models.BinaryField()),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="rights.request"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["birth"], name="request_of_birth"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("outcome__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("outcome__isnull", False)),
                    _connector="OR",
                ),
                name="request_closed_together",
            ),
        ),
        *row_security("rights_request", "rights_requeststep", "rights_requestwords"),
    ]
