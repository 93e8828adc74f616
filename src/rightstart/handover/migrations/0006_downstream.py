"""Who else must stop: a council's other systems, and a stop for each of them and each child; shown to their own council."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = [
        ("engine", "0001_initial"),
        ("directory", "0002_guards"),
        ("handover", "0005_urgent_call_backs"),
    ]

    operations = [
        migrations.CreateModel(
            name="DownstreamSystem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("office", models.TextField(help_text="the role or office that runs it, never a person")),
                (
                    "way",
                    models.TextField(
                        choices=[("page", "page"), ("file", "file"), ("email", "email")], help_text="how it is told"
                    ),
                ),
                ("phone", models.TextField(help_text="of the office, for the escalation")),
                ("email", models.TextField(help_text="of the office", null=True)),
                (
                    "ring",
                    models.TextField(help_text="whom at the council the office rings, by role and number", null=True),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("leaf_hash", models.BinaryField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DownstreamStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("birth_id", models.BigIntegerField()),
                ("urgent", models.BooleanField(help_text="harm can come within hours of a letter that still goes")),
                ("opened_at", models.DateTimeField()),
                ("salt", models.BinaryField()),
                ("leaf_hash", models.BinaryField()),
                ("tried_at", models.DateTimeField(help_text="when its e-mail was last tried", null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("told_how", models.TextField(null=True)),
                ("told_by", models.TextField(null=True)),
                ("told_leaf_hash", models.BinaryField(null=True)),
                ("answer", models.TextField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.TextField(null=True)),
                ("answer_leaf_hash", models.BinaryField(null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
                (
                    "system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stops",
                        to="handover.downstreamsystem",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="downstreamsystem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("council", "name"),
                name="one_system_of_a_name_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="downstreamsystem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "email"), _negated=True),
                    models.Q(("email__isnull", False), ("ring__isnull", False)),
                    _connector="OR",
                ),
                name="told_by_email_has_an_address_and_whom_to_ring",
            ),
        ),
        migrations.AddConstraint(
            model_name="downstreamsystem",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="a_system_ends_after_it_begins",
            ),
        ),
        migrations.AddIndex(
            model_name="downstreamstop",
            index=models.Index(fields=["birth_id"], name="downstream_by_birth"),
        ),
        migrations.AddIndex(
            model_name="downstreamstop",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True)), fields=["council"], name="downstream_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="downstreamstop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("birth_id", "system"),
                name="one_open_stop_of_a_birth_at_a_system",
            ),
        ),
        migrations.AddConstraint(
            model_name="downstreamstop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("told_at__isnull", True),
                        ("told_by__isnull", True),
                        ("told_how__isnull", True),
                        ("told_leaf_hash__isnull", True),
                    ),
                    models.Q(
                        ("told_at__isnull", False),
                        ("told_by__isnull", False),
                        ("told_how__isnull", False),
                        ("told_leaf_hash__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="downstream_told_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="downstreamstop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer__isnull", True),
                        ("answer_leaf_hash__isnull", True),
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                    ),
                    models.Q(
                        ("answer__isnull", False),
                        ("answer_leaf_hash__isnull", False),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="downstream_answered_together",
            ),
        ),
        *row_security("handover_downstreamsystem", "handover_downstreamstop"),
        *shown_to("council", "handover_downstreamsystem", "council_id = {own}"),
        *shown_to("council", "handover_downstreamstop", "council_id = {own}"),
    ]
