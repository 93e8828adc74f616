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
            name="Parcel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("carrier", models.TextField(choices=[("worklist", "worklist")])),
                ("packed_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("leaf_hash", models.BinaryField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("birth_id", models.BigIntegerField()),
                ("family_id", models.BigIntegerField()),
                ("decision_id", models.BigIntegerField()),
                ("reference", models.TextField()),
                ("handed_on", models.DateField()),
                ("due_on", models.DateField()),
                ("replaced_at", models.DateTimeField(null=True)),
                ("baby_surname", models.TextField(null=True)),
                ("baby_forename", models.TextField(null=True)),
                ("born_on", models.DateField(null=True)),
                ("parent_name", models.TextField(null=True)),
                ("address", models.TextField(help_text="its lines, parted by line breaks", null=True)),
                ("postcode", models.TextField(null=True)),
                ("births_in_confinement", models.SmallIntegerField(null=True)),
                ("hv_seen_on", models.DateField(null=True)),
                ("told_on", models.DateField(null=True)),
                ("language", models.TextField(null=True)),
                ("interpreter", models.BooleanField(null=True)),
                ("phone", models.TextField(null=True)),
                ("email", models.TextField(null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "parcel",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="lines",
                        to="handover.parcel",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.TextField()),
                ("at", models.DateTimeField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "parcel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="handover.parcel"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decision_id", models.BigIntegerField(unique=True)),
                ("reference", models.TextField()),
                ("handed_on", models.DateField()),
                ("demanded_at", models.DateTimeField()),
                ("leaf_hash", models.BinaryField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(null=True)),
                ("answer_leaf_hash", models.BinaryField(null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)), fields=["centre"], name="call_back_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer_leaf_hash__isnull", True),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                            ),
                            models.Q(
                                ("answer_leaf_hash__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="call_back_answered_together",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(condition=models.Q(("sent_at__isnull", True)), fields=["id"], name="parcel_unsent"),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(
                condition=models.Q(("replaced_at__isnull", True)), fields=["centre", "due_on"], name="line_by_due"
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["family_id"], name="line_by_family"),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)), fields=("birth_id",), name="one_open_line"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)), fields=("reference",), name="one_open_reference"
            ),
        ),
    ]
