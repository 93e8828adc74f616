import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engine", "0001_initial"),
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("kind", models.TextField(choices=[("births", "births"), ("status", "status")])),
                ("contract", models.TextField()),
                ("agreement_version", models.BigIntegerField(null=True)),
                ("start_on", models.DateField()),
                ("end_on", models.DateField()),
                ("as_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("sha256", models.BinaryField()),
                ("nil", models.BooleanField()),
                (
                    "status",
                    models.TextField(choices=[("accepted", "Accepted"), ("held", "Held"), ("refused", "Refused")]),
                ),
                ("receipt", models.JSONField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FoundStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.IntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("hold", "hold"),
                            ("died", "died"),
                            ("stillbirth", "stillbirth"),
                            ("objection", "objection"),
                            ("withdrawn", "withdrawn"),
                            ("protected", "protected"),
                            ("moved", "moved"),
                        ]
                    ),
                ),
                ("key", models.BinaryField()),
                ("as_at", models.DateTimeField()),
                (
                    "consignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="intake.consignment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptBytes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sealed", models.BinaryField()),
                ("destroy_on", models.DateField()),
                ("destroyed_at", models.DateTimeField(null=True)),
                (
                    "consignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kept", to="intake.consignment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.IntegerField()),
                ("record_id", models.TextField()),
                ("record_key", models.BinaryField()),
                ("content_hash", models.BinaryField()),
                ("action", models.TextField()),
                ("as_at", models.DateTimeField()),
                ("clearances", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("baby_surname", models.TextField()),
                ("baby_forename", models.TextField(null=True)),
                ("born_on", models.DateField()),
                ("address", models.TextField(help_text="its lines, parted by line breaks")),
                ("postcode", models.TextField()),
                ("parent_name", models.TextField(null=True)),
                ("birth_order", models.SmallIntegerField(null=True)),
                ("births_in_confinement", models.SmallIntegerField(null=True)),
                ("nhs_number", models.TextField(null=True)),
                ("uprn", models.TextField(null=True)),
                ("address_kind", models.TextField()),
                ("address_until", models.DateField(null=True)),
                ("hv_seen_on", models.DateField(null=True)),
                ("told_on", models.DateField(null=True)),
                ("language", models.TextField(null=True)),
                ("interpreter", models.BooleanField(null=True)),
                ("phone", models.TextField(null=True)),
                ("email", models.TextField(null=True)),
                (
                    "consignment",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="intake.consignment",
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
                    "supplier",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Quarantined",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.IntegerField()),
                ("faults", models.JSONField()),
                ("sealed", models.BinaryField(null=True)),
                ("placed", models.BooleanField(default=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.TextField(null=True)),
                ("settled_how", models.TextField(null=True)),
                ("reason", models.TextField(default="")),
                (
                    "consignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quarantined", to="intake.consignment"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="consignment",
            index=models.Index(fields=["council", "supplier", "as_at"], name="consignment_freshness"),
        ),
        migrations.AddConstraint(
            model_name="consignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "accepted")),
                fields=("supplier", "council", "kind", "start_on", "end_on", "sha256", "contract", "agreement_version"),
                name="a_hand_over_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["record_key", "council"], name="notice_by_record"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["consignment"], name="notice_by_consignment"),
        ),
        migrations.AddConstraint(
            model_name="quarantined",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True), ("settled_how__isnull", True)),
                    models.Q(
                        ("settled_at__isnull", False), ("settled_by__isnull", False), ("settled_how__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="quarantine_settled_together",
            ),
        ),
    ]
