import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engine", "0001_initial"),
        ("births", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ("notice_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kinds", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("source", models.TextField()),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
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
            ],
        ),
        migrations.CreateModel(
            name="Marker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField(db_index=True)),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("stillbirth", "stillbirth"),
                            ("death-formal", "death-formal"),
                            ("death-informal", "death-informal"),
                            ("protected-address", "protected-address"),
                            ("adoption", "adoption"),
                            ("looked-after", "looked-after"),
                            ("concealed-birth", "concealed-birth"),
                            ("parent-died", "parent-died"),
                            ("objection", "objection"),
                            ("invalid-identity", "invalid-identity"),
                            ("living-apart", "living-apart"),
                            ("unsafe-address", "unsafe-address"),
                            ("moved-away", "moved-away"),
                            ("professional-advice", "professional-advice"),
                            ("supplier-hold", "supplier-hold"),
                            ("withdrawn", "withdrawn"),
                            ("sibling", "sibling"),
                        ]
                    ),
                ),
                ("source", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("stated_at", models.DateTimeField()),
                ("marked_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("salt", models.BinaryField()),
                ("leaf_hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "kind", "source", "stated_at"), name="a_statement_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Lift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("stillbirth", "stillbirth"),
                            ("death-formal", "death-formal"),
                            ("death-informal", "death-informal"),
                            ("protected-address", "protected-address"),
                            ("adoption", "adoption"),
                            ("looked-after", "looked-after"),
                            ("concealed-birth", "concealed-birth"),
                            ("parent-died", "parent-died"),
                            ("objection", "objection"),
                            ("invalid-identity", "invalid-identity"),
                            ("living-apart", "living-apart"),
                            ("unsafe-address", "unsafe-address"),
                            ("moved-away", "moved-away"),
                            ("professional-advice", "professional-advice"),
                            ("supplier-hold", "supplier-hold"),
                            ("withdrawn", "withdrawn"),
                            ("sibling", "sibling"),
                        ]
                    ),
                ),
                ("reason", models.TextField()),
                ("asked_by", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("confirmed_by", models.TextField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("leaf_hash", models.BinaryField(null=True)),
                (
                    "birth",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="births.birth"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                                ("leaf_hash__isnull", True),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("leaf_hash__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="lift_confirmed_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_people_lift",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", True)),
                        fields=("birth", "kind"),
                        name="one_open_lift",
                    ),
                ],
            },
        ),
    ]
