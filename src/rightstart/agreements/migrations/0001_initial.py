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
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("hop", models.SmallIntegerField(choices=[(1, "SUPPLIER_TO_COUNCIL"), (2, "COUNCIL_TO_CENTRE")])),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("data-sharing", "data-sharing"),
                            ("internal-instruction", "internal-instruction"),
                            ("processor-contract", "processor-contract"),
                            ("controller-agreement", "controller-agreement"),
                        ]
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="directory.organisation",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_under",
                        to="directory.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("giver_task", models.TextField()),
                ("giver_gateway", models.TextField()),
                ("taker_task", models.TextField()),
                ("taker_gateway", models.TextField()),
                ("lawful_basis", models.TextField()),
                ("items", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                (
                    "attests",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("frequency", models.TextField(default="weekly")),
                ("earliest_contact_day", models.PositiveSmallIntegerField()),
                ("visit_opens", models.BooleanField()),
                ("target_day", models.PositiveSmallIntegerField()),
                ("freshness_days", models.PositiveSmallIntegerField()),
                ("exit_clause", models.TextField(default="")),
                ("from_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("review_on", models.DateField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="agreements.agreement"
                    ),
                ),
                ("recipients", models.ManyToManyField(related_name="received_under", to="directory.organisation")),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("signed", "Signed"),
                            ("suspended", "Suspended"),
                            ("resumed", "Resumed"),
                            ("ended", "Ended"),
                        ]
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="agreements.version"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hop", 1), ("kind", "data-sharing")),
                    models.Q(("hop", 2), models.Q(("kind", "data-sharing"), _negated=True)),
                    _connector="OR",
                ),
                name="data_sharing_is_hop_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("agreement", "version"), name="a_version_once"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("from_on"))), name="ends_after_it_starts"
            ),
        ),
    ]
