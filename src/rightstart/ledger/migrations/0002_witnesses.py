"""Witnesses: who cosigns the ledger's checkpoints, and each cosignature taken, which is only ever added to."""

import django.db.models.deletion
from django.db import migrations, models

# By column: a witness ends, and nothing else about it is ever changed. Nobody removes either.
GRANTS = """
REVOKE ALL ON ledger_witness, ledger_cosignature FROM rightstart_intake, rightstart_worker;
GRANT SELECT, INSERT, UPDATE (ended_at) ON ledger_witness TO rightstart_worker;
GRANT SELECT, INSERT ON ledger_cosignature TO rightstart_worker;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_cosignature
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_added_to();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "key",
                    models.TextField(
                        help_text="its public key as C2SP vkey, name+id+base64, of kind 4 (cosignature/v1)"
                    ),
                ),
                (
                    "address",
                    models.TextField(
                        help_text="where it is asked by HTTP (tlog-witness); without, it is asked by file", null=True
                    ),
                ),
                ("named_at", models.DateTimeField(help_text="when it was named here")),
                (
                    "ended_at",
                    models.DateTimeField(help_text="when it ceased to be a witness of this ledger", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("key",), name="witness_is_named_once_at_a_time"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line", models.TextField(help_text="the signature line, to stand under the checkpoint")),
                ("cosigned_at", models.DateTimeField(help_text="the moment that the witness signed to")),
                ("taken_at", models.DateTimeField(help_text="when it was taken here")),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="ledger.checkpoint"
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="ledger.witness"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("checkpoint", "witness"), name="checkpoint_is_cosigned_once_by_each"
                    )
                ],
            },
        ),
        migrations.RunSQL(GRANTS),
    ]
