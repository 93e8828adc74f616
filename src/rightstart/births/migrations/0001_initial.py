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
            name="Carried",
            fields=[
                ("consignment_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Family",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            ],
        ),
        migrations.CreateModel(
            name="Birth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField()),
                ("known_at", models.DateTimeField()),
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
                    "family",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="births",
                        to="births.family",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("notice_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("as_at", models.DateTimeField()),
                ("record_key", models.BinaryField()),
                ("nhs_key", models.BinaryField(null=True)),
                ("confinement_key", models.BinaryField(null=True)),
                ("surname_key", models.TextField()),
                ("forename_key", models.TextField(null=True)),
                ("parent_key", models.TextField(null=True)),
                ("born_on", models.DateField()),
                ("postcode", models.TextField(null=True)),
                ("birth_order", models.SmallIntegerField(null=True)),
                ("births_in_confinement", models.SmallIntegerField(null=True)),
                (
                    "birth",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="identities",
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
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("same-baby", "Same Baby"),
                            ("identity-conflict", "Identity Conflict"),
                            ("same-confinement", "Same Confinement"),
                        ]
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.TextField(null=True)),
                ("answer", models.TextField(null=True)),
                (
                    "birth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="births.birth"
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="births.birth"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="birth",
            constraint=models.UniqueConstraint(fields=("reference",), name="a_birth_reference_once"),
        ),
        migrations.AddIndex(
            model_name="identity",
            index=models.Index(fields=["record_key"], name="identity_by_record"),
        ),
        migrations.AddIndex(
            model_name="identity",
            index=models.Index(fields=["council", "born_on"], name="identity_by_day"),
        ),
        migrations.AddIndex(
            model_name="identity",
            index=models.Index(fields=["confinement_key"], name="identity_by_confinement"),
        ),
        migrations.AddIndex(
            model_name="identity",
            index=models.Index(
                condition=models.Q(("nhs_key__isnull", False)), fields=["nhs_key"], name="identity_by_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", True), ("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(("answer__isnull", False), ("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="review_settled_together",
            ),
        ),
    ]
